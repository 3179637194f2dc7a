import { MousePointerClick } from 'lucide-react';
import { useMemo, useState } from 'react';
import { findResponseIndex } from '#shared/flow/find-message.ts';
import { findStep } from '#shared/flow/find-step.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { findProof } from '#shared/flow/proof.ts';
import { readStep } from '#shared/flow/steps/read-step.ts';
import type { ByteRange } from '#shared/model/inspection.ts';
import type { CheckId } from '#shared/model/verdict.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { TabBar, TabbedPanel } from '../../components/tab-bar.tsx';
import { type InspectionState, useInspection } from '../../components/use-inspection.ts';
import { selectOpenFlow, selectShownEvent } from '../../store/selectors.ts';
import type { DetailTab, WorkbenchState } from '../../store/state.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { BytesTab } from './bytes-tab.tsx';
import { ChecksTab } from './checks-tab.tsx';
import { ClientTab } from './client-tab.tsx';
import { connectionOf } from './client-words.ts';
import { CopyMenu } from './copy-menu.tsx';
import classes from './detail-pane.module.css';
import { DetailsTab } from './details-tab.tsx';
import { HttpTab } from './http-tab.tsx';

const tabs: readonly { readonly id: DetailTab; readonly text: string }[] = [
  { id: 'checks', text: 'Checks' },
  { id: 'details', text: 'Message' },
  { id: 'bytes', text: 'Bytes' },
  { id: 'http', text: 'HTTP' },
  { id: 'client', text: 'Client' },
];

/** Everything behind the selected step: the checks of the flow, the message, its bytes, the exchange. */
export function DetailPane() {
  const flow = useWorkbench(selectOpenFlow);
  const eventIndex = useWorkbench(selectShownEvent);
  if (flow === null || eventIndex === null) {
    return (
      <section className={classes.pane} aria-label="Details">
        <EmptyState
          size="small"
          icon={MousePointerClick}
          title="Nothing selected"
          text="The checks, messages and bytes of a flow appear here."
        />
      </section>
    );
  }
  return <FlowDetails flow={flow} eventIndex={eventIndex} />;
}

function FlowDetails({ flow, eventIndex }: { readonly flow: Flow; readonly eventIndex: number }) {
  const hasClient = connectionOf(flow) !== null;
  const tab = useWorkbench(({ detailTab }) =>
    detailTab === 'client' && !hasClient ? 'checks' : detailTab,
  );
  const { showTab, showProof, inspectMessage } = useActions();
  const event = flow.events[eventIndex];
  const reading = useMemo(
    () => (event === undefined ? null : readStep(flow, event.step)),
    [flow, event],
  );
  const hasMessage = reading !== null && reading.message !== null;
  const key = hasMessage ? `${flow.id}/${eventIndex}` : null;
  const inspection = useInspection(key, () => inspectMessage(flow.id, eventIndex));
  const proof = useWorkbench((state) => state.proof);
  const [marked, setMarked] = useState<Marked | null>(null);
  const responseIndex = findResponseIndex(flow);
  const isProof = proof !== null && proof.flowId === flow.id && eventIndex === responseIndex;
  // What was marked before the proof was asked for has had its time.
  const isMarked = marked !== null && marked.key === key && marked.proof === proof;
  const range = isMarked
    ? marked.range
    : isProof
      ? rangeOfProof(flow, inspection, proof.check)
      : null;
  const mark = (next: ByteRange) => {
    if (key !== null) setMarked({ key, range: next, proof });
  };
  const checks = flow.outcome?.checks.length ?? 0;

  return (
    <section className={classes.pane} aria-label="Details">
      <TabBar
        label="Details"
        tabs={tabs
          .filter(({ id }) => id !== 'client' || hasClient)
          .map((one) => (one.id === 'checks' ? { ...one, count: checks } : one))}
        selected={tab}
        onSelect={showTab}
      >
        {(tab === 'details' || tab === 'bytes') && (
          <header className={classes.step}>
            <h3>{reading?.title ?? 'Step'}</h3>
            <span>{toReadableDuration(event?.atMs ?? 0)}</span>
            <CopyMenu flow={flow} inspection={inspection} />
          </header>
        )}
        <TabbedPanel id="checks">
          <ChecksTab flow={flow} onProof={responseIndex === null ? null : showProof} />
        </TabbedPanel>
        <TabbedPanel id="details">
          <DetailsTab
            facts={reading?.facts ?? []}
            inspection={inspection}
            onRange={(next) => {
              mark(next);
              showTab('bytes');
            }}
          />
        </TabbedPanel>
        <TabbedPanel id="bytes">
          <BytesTab flow={flow} inspection={inspection} range={range} onRange={mark} />
        </TabbedPanel>
        <TabbedPanel id="http">
          <HttpTab flow={flow} />
        </TabbedPanel>
        {hasClient && (
          <TabbedPanel id="client">
            <ClientTab flow={flow} />
          </TabbedPanel>
        )}
      </TabBar>
    </section>
  );
}

/** Octets that the person marked, and the proof that was shown then. */
interface Marked {
  readonly key: string;
  readonly range: ByteRange;
  readonly proof: WorkbenchState['proof'];
}

function rangeOfProof(flow: Flow, inspection: InspectionState, check: CheckId): ByteRange | null {
  if (inspection.state !== 'done' || inspection.object.kind !== 'ocsp-response') return null;
  const { asn1 } = inspection.object;
  const certificate = findStep(flow.events, 'certificate-presented')?.certificate ?? null;
  return asn1 === null ? null : findProof(asn1, check, certificate?.summary.serialNumber ?? null);
}
