import { FileQuestion } from 'lucide-react';
import { useMemo } from 'react';
import { Panel } from 'react-resizable-panels';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PaneGroup, PaneLine } from '../components/pane-group.tsx';
import { CacheStrip } from '../features/cache/cache-strip.tsx';
import { DetailPane } from '../features/detail/detail-pane.tsx';
import { FlowList } from '../features/flow-list/flow-list.tsx';
import { PolicyBar } from '../features/policy/policy-bar.tsx';
import type { SequenceSubject } from '../features/sequence/plan-sequence.ts';
import { SequencePanel } from '../features/sequence/sequence-panel.tsx';
import { FirstSteps } from '../features/verdict/first-steps.tsx';
import { ReadyBanner } from '../features/verdict/ready-banner.tsx';
import { VerdictBanner } from '../features/verdict/verdict-banner.tsx';
import { selectCheckedCertificate, selectOpenFlow, selectShownEvent } from '../store/selectors.ts';
import { useActions, useWorkbench } from '../store/workbench-context.tsx';
import classes from './flows-screen.module.css';

/** The home screen: policy, flows, verdict, sequence, details and cache at once. */
export function FlowsScreen() {
  return (
    <div className={classes.screen}>
      <PolicyBar />
      <div className={classes.panes}>
        <PaneGroup name="flows-rows" orientation="vertical" panels={['work', 'cache']}>
          <Panel id="work" minSize={220}>
            <PaneGroup
              name="flows-columns"
              orientation="horizontal"
              panels={['list', 'centre', 'detail']}
            >
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
          </Panel>
          <PaneLine label="Resize the cache" />
          <Panel id="cache" defaultSize={cacheHeight()} minSize={43}>
            <CacheStrip />
          </Panel>
        </PaneGroup>
      </div>
    </div>
  );
}

/** Three lines of the cache where the window is high enough, else its head alone. */
function cacheHeight(): number {
  return window.innerHeight < 760 ? 43 : 134;
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
    <main className={classes.column}>
      <VerdictBanner flow={flow} size="normal" />
      <SequencePanel
        subject={subject}
        selectedEvent={selectedEvent}
        scale={1}
        fit="shrink"
        tools="shown"
      />
    </main>
  );
}

function FlowUnreadable({ message }: { readonly message: string }) {
  const { openFlow } = useActions();
  return (
    <main className={classes.column}>
      <EmptyState
        icon={FileQuestion}
        title="This flow cannot be shown"
        text={message}
        action={<Button onPress={() => void openFlow(null)}>Close it</Button>}
      />
    </main>
  );
}

/** Before there is a flow: what a check would do, drawn as ghosts. */
function Preview() {
  const certificate = useWorkbench(selectCheckedCertificate);
  const hasCertificates = useWorkbench((state) => state.certificates.length > 0);
  const policy = useWorkbench((state) => state.policies.current);
  const uri = policy.responderUri ?? certificate?.summary.ocspUris[0] ?? null;
  const subject = useMemo<SequenceSubject>(() => ({ kind: 'preview', policy, uri }), [policy, uri]);
  return (
    <main className={classes.column}>
      {certificate !== null && <ReadyBanner certificate={certificate} policy={policy} />}
      {certificate === null && <FirstSteps hasCertificates={hasCertificates} />}
      <SequencePanel subject={subject} selectedEvent={null} scale={1} fit="shrink" tools="hidden" />
    </main>
  );
}
