import { X } from 'lucide-react';
import { useMemo } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { IconButton } from '../components/button.tsx';
import { QuickLabMenu } from '../features/lab/quick-lab-menu.tsx';
import { PrimaryButton } from '../features/policy/policy-bar.tsx';
import type { SequenceSubject } from '../features/sequence/plan-sequence.ts';
import { SequencePanel } from '../features/sequence/sequence-panel.tsx';
import { VerdictBanner } from '../features/verdict/verdict-banner.tsx';
import { selectOpenFlow, selectPresentedKind, selectPresentedUris } from '../store/selectors.ts';
import { useActions, useWorkbench } from '../store/workbench-context.tsx';
import classes from './presentation.module.css';

/** Nothing but verdict and diagram, large enough for the back row; Escape or F5 ends it. */
export function Presentation() {
  const flow = useWorkbench(selectOpenFlow);
  const policy = useWorkbench((state) => state.policies.current);
  const selectedEvent = useWorkbench((state) => state.selectedEvent);
  const aiaUri = useWorkbench((state) => selectPresentedUris(state)?.[0] ?? null);
  const asker = useWorkbench((state) =>
    selectPresentedKind(state) === 'loaded' ? 'person' : 'client',
  );
  const { setView } = useActions();
  const uri = policy.responderUri ?? aiaUri;
  const subject = useMemo<SequenceSubject>(
    () => (flow === null ? { kind: 'preview', policy, uri, asker } : { kind: 'flow', flow }),
    [flow, policy, uri, asker],
  );
  return (
    <main className={classes.stage}>
      <VisuallyHidden elementType="h1">Presentation</VisuallyHidden>
      <div className={classes.tools}>
        <PrimaryButton />
        <QuickLabMenu />
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
