import type { ByteRange } from '#shared/model/inspection.ts';
import { TabBar, TabbedPanel } from '../../components/tab-bar.tsx';
import { useInspection } from '../../components/use-inspection.ts';
import { selectObjectView } from '../../store/object-view-actions.ts';
import type { ObjectTab } from '../../store/state.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { CertificateHead } from './certificate-head.tsx';
import { ChainTab } from './chain/chain-tab.tsx';
import { FieldsTab } from './fields-tab.tsx';
import { JudgedTab } from './judged/judged-tab.tsx';
import { ObjectBytes } from './object-bytes.tsx';
import { ObjectHead } from './object-head.tsx';
import classes from './object-view.module.css';
import type { ShownObject } from './shown-object.ts';
import { WrittenTab } from './written-tab.tsx';

const tabs: readonly { readonly id: ObjectTab; readonly text: string }[] = [
  { id: 'fields', text: 'Fields' },
  { id: 'judged', text: 'Judged' },
  { id: 'chain', text: 'Chain' },
  { id: 'asn1', text: 'ASN.1' },
  { id: 'pem', text: 'PEM' },
  { id: 'text', text: 'Text' },
  { id: 'json', text: 'JSON' },
];

/** One open object: what it is above, and a tab for each way to look at it. Each object keeps its own. */
export function ObjectView({ shown }: { readonly shown: ShownObject }) {
  const { id } = shown;
  const { readObject, viewObject } = useActions();
  const { tab, range } = useWorkbench((state) => selectObjectView(state, id));
  // What a password has opened is another thing to read.
  const version = shown.kind === 'object' ? `${id} ${shown.object.lock}` : id;
  const inspection = useInspection(version, () => readObject(id));
  const mark = (next: ByteRange) => viewObject(id, { range: next });
  const offered = tabs.filter(({ id }) => isOffered(id, shown));
  const object = inspection.state === 'done' ? inspection.object : null;
  return (
    <article className={classes.view} aria-label={nameOf(shown)}>
      {shown.kind === 'certificate' ? (
        <CertificateHead certificate={shown.certificate} inspection={inspection} />
      ) : (
        <ObjectHead object={shown.object} inspection={inspection} />
      )}
      {inspection.state === 'failed' && (
        <p className={classes.problem} role="alert">
          {inspection.message}
        </p>
      )}
      <TabBar
        label="Ways to look at it"
        tabs={offered}
        selected={offered.some(({ id }) => id === tab) ? tab : 'fields'}
        onSelect={(next) => viewObject(id, { tab: next })}
      >
        <TabbedPanel id="fields">
          {object !== null && (
            <FieldsTab
              certificate={shown.kind === 'certificate' ? shown.certificate : null}
              object={object}
              range={range}
              onRange={mark}
            />
          )}
        </TabbedPanel>
        {isOffered('judged', shown) && (
          <TabbedPanel id="judged">
            <JudgedTab
              key={id}
              id={id}
              asn1={object?.asn1 ?? null}
              onRange={(next) => viewObject(id, { range: next, tab: 'asn1' })}
            />
          </TabbedPanel>
        )}
        {shown.kind === 'certificate' && (
          <TabbedPanel id="chain">
            <ChainTab key={id} fingerprint={id} label={nameOf(shown)} />
          </TabbedPanel>
        )}
        <TabbedPanel id="asn1">
          {object !== null && (
            <ObjectBytes
              name="object-asn1"
              orientation="horizontal"
              object={object}
              range={range}
              onRange={mark}
            />
          )}
        </TabbedPanel>
        <TabbedPanel id="pem">
          <WrittenTab key={version} id={id} form="pem" />
        </TabbedPanel>
        <TabbedPanel id="text">
          <WrittenTab key={id} id={id} form="text" />
        </TabbedPanel>
        <TabbedPanel id="json">
          <WrittenTab key={version} id={id} form="json" />
        </TabbedPanel>
      </TabBar>
    </article>
  );
}

/** Chains are of certificates, and judged are OCSP responses and CRLs. */
function isOffered(tab: ObjectTab, shown: ShownObject): boolean {
  const kind = shown.kind === 'certificate' ? 'certificate' : shown.object.kind;
  if (tab === 'chain') return kind === 'certificate';
  return tab !== 'judged' || kind === 'ocsp-response' || kind === 'crl';
}

function nameOf(shown: ShownObject): string {
  return shown.kind === 'certificate' ? shown.certificate.summary.label : shown.object.title;
}
