import { X } from 'lucide-react';
import { useMemo } from 'react';
import { IconButton } from '../components/button.tsx';
import type { SequenceSubject } from '../features/sequence/plan-sequence.ts';
import { SequencePanel } from '../features/sequence/sequence-panel.tsx';
import { VerdictBanner } from '../features/verdict/verdict-banner.tsx';
import { selectCheckedCertificate, selectOpenFlow } from '../store/selectors.ts';
import { useActions, useWorkbench } from '../store/workbench-context.tsx';
import classes from './presentation.module.css';

/** Nothing but verdict and diagram, large enough for the back row; Escape or F5 ends it. */
export function Presentation() {
  const flow = useWorkbench(selectOpenFlow);
  const policy = useWorkbench((state) => state.policies.current);
  const selectedEvent = useWorkbench((state) => state.selectedEvent);
  const certificate = useWorkbench(selectCheckedCertificate);
  const { setView } = useActions();
  const uri = policy.responderUri ?? certificate?.summary.ocspUris[0] ?? null;
  const subject = useMemo<SequenceSubject>(
    () => (flow === null ? { kind: 'preview', policy, uri } : { kind: 'flow', flow }),
    [flow, policy, uri],
  );
  return (
    <main className={classes.stage}>
      <div className={classes.close}>
        <IconButton
          icon={X}
          label="End the presentation"
          keys="Esc"
          onPress={() => setView('workbench')}
        />
      </div>
      {flow !== null && <VerdictBanner flow={flow} size="large" />}
      <SequencePanel
        subject={subject}
        selectedEvent={selectedEvent}
        scale={presentationScale()}
        fit="fill"
        tools="hidden"
      />
    </main>
  );
}

/** As large as lets the whole sequence be seen without scrolling on the screen at hand, within reason. */
function presentationScale(): number {
  return Math.min(1.8, Math.max(1.2, window.innerHeight / 700));
}
