import { FileQuestion } from 'lucide-react';
import { useMemo } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { Panel } from 'react-resizable-panels';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PaneGroup, PaneLine } from '../components/pane-group.tsx';
import { useIsLow } from '../components/use-is-low.ts';
import { CacheStrip, FoldedCache } from '../features/cache/cache-strip.tsx';
import { CaseBar } from '../features/cases/case-bar.tsx';
import { DetailPane } from '../features/detail/detail-pane.tsx';
import { FlowList } from '../features/flow-list/flow-list.tsx';
import { QuickLabMenu } from '../features/lab/quick-lab-menu.tsx';
import { PolicyBar } from '../features/policy/policy-bar.tsx';
import type { SequenceSubject } from '../features/sequence/plan-sequence.ts';
import { SequencePanel } from '../features/sequence/sequence-panel.tsx';
import { FirstSteps } from '../features/verdict/first-steps.tsx';
import { MissedBanner } from '../features/verdict/missed-banner.tsx';
import { ReadyBanner } from '../features/verdict/ready-banner.tsx';
import { VerdictBanner } from '../features/verdict/verdict-banner.tsx';
import {
  selectOpenFlow,
  selectPresentedKind,
  selectPresentedUris,
  selectShownEvent,
} from '../store/selectors.ts';
import { useActions, useWorkbench } from '../store/workbench-context.tsx';
import classes from './flows-screen.module.css';

/** The home screen: policy, flows, verdict, sequence, details and cache at once. */
export function FlowsScreen() {
  const isLow = useIsLow();
  return (
    <div className={classes.screen}>
      <VisuallyHidden elementType="h1">Flows</VisuallyHidden>
      <PolicyBar tools={<QuickLabMenu />} />
      <div className={classes.panes}>
        {isLow ? (
          <Columns />
        ) : (
          <PaneGroup name="flows-rows" orientation="vertical" panels={['work', 'cache']}>
            <Panel id="work" minSize={220}>
              <Columns />
            </Panel>
            <PaneLine label="Resize the cache" />
            <Panel id="cache" defaultSize={134} minSize={43}>
              <CacheStrip />
            </Panel>
          </PaneGroup>
        )}
      </div>
      {isLow && <FoldedCache />}
    </div>
  );
}

function Columns() {
  return (
    <PaneGroup name="flows-columns" orientation="horizontal" panels={['list', 'centre', 'detail']}>
      <Panel id="list" defaultSize="20.5%" minSize={190}>
        <FlowList />
      </Panel>
      <PaneLine label="Resize the flow list" />
      <Panel id="centre" minSize={380} className={classes.centre ?? ''}>
        <Centre />
      </Panel>
      <PaneLine label="Resize the details" />
      <Panel id="detail" defaultSize="28%" minSize={250}>
        <DetailPane />
      </Panel>
    </PaneGroup>
  );
}

function Centre() {
  const opened = useWorkbench((state) => state.opened);
  const flow = useWorkbench(selectOpenFlow);
  const selectedEvent = useWorkbench(selectShownEvent);
  const subject = useMemo<SequenceSubject | null>(
    () => (flow === null ? null : { kind: 'flow', flow }),
    [flow],
  );
  if (opened.state === 'failed') return <FlowUnreadable message={opened.message} />;
  if (flow === null || subject === null) return <Preview />;
  return (
    <div className={classes.column}>
      <CaseBar flow={flow} />
      <VerdictBanner flow={flow} size="normal" />
      <SequencePanel
        subject={subject}
        selectedEvent={selectedEvent}
        scale={1}
        fit="shrink"
        tools="shown"
      />
    </div>
  );
}

function FlowUnreadable({ message }: { readonly message: string }) {
  const { openFlow } = useActions();
  return (
    <div className={classes.column}>
      <EmptyState
        icon={FileQuestion}
        title="This flow cannot be shown"
        text={message}
        action={<Button onPress={() => void openFlow(null)}>Close it</Button>}
      />
    </div>
  );
}

/** Before there is a flow: what the next decision would rest on, drawn as ghosts. */
function Preview() {
  const policy = useWorkbench((state) => state.policies.current);
  const aiaUri = useWorkbench((state) => selectPresentedUris(state)?.[0] ?? null);
  const uri = policy.responderUri ?? aiaUri;
  const kind = useWorkbench(selectPresentedKind);
  const asker = kind === 'lab-client' || kind === 'no-certificate' ? 'client' : 'person';
  const subject = useMemo<SequenceSubject>(
    () => ({ kind: 'preview', policy, uri, asker }),
    [policy, uri, asker],
  );
  return (
    <div className={classes.column}>
      <PreviewBanner />
      <SequencePanel subject={subject} selectedEvent={null} scale={1} fit="shrink" tools="hidden" />
    </div>
  );
}

/** What to do first, while nothing has been decided yet; later what the next press would do. */
function PreviewBanner() {
  const kind = useWorkbench(selectPresentedKind);
  const isFirst = useWorkbench((state) => state.statistics.total === 0);
  const missed = useWorkbench((state) => state.missedClient);
  if (missed !== null) return <MissedBanner report={missed} />;
  const needsSteps = kind === 'nothing' || (isFirst && kind === 'lab-client');
  return needsSteps ? <FirstSteps /> : <ReadyBanner />;
}
