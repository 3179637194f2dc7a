import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './set-up-dialog.module.css';
import { AnswersStep, EnableStep, FallbackStep, KeepStep, ResponderStep } from './set-up-steps.tsx';
import { TryStep } from './set-up-try.tsx';

const steps = [
  { title: 'Turn it on', Step: EnableStep },
  { title: 'Whom to ask', Step: ResponderStep },
  { title: 'Whose answers count', Step: AnswersStep },
  { title: 'Unknown or failed', Step: FallbackStep },
  { title: 'How long they are kept', Step: KeepStep },
  { title: 'Try it', Step: TryStep },
] as const;

/** The policy in the order in which a server works through it, one question at a time; each answer is in force at once. */
export function SetUpDialog() {
  const isOpen = useWorkbench((state) => state.setUpDialog === 'open');
  const { setSetUpDialog } = useActions();
  return (
    <ModalDialog
      title="Set up OCSP checking"
      isOpen={isOpen}
      onClose={() => setSetUpDialog('closed')}
      width={720}
    >
      <SetUp />
    </ModalDialog>
  );
}

function SetUp() {
  const [at, setAt] = useState(0);
  const isOff = useWorkbench((state) => state.policies.current.ocsp === 'not-enabled');
  const { setSetUpDialog } = useActions();
  const last = steps.length - 1;
  const current = steps[at];
  if (current === undefined) return null;
  // Without OCSP checking there is nothing to ask about it: what is left is to see what that means.
  const next = isOff && at === 0 ? last : at + 1;
  const before = isOff && at === last ? 0 : at - 1;
  return (
    <div className={classes.body}>
      <ol className={classes.steps} aria-label="Steps">
        {steps.map(({ title }, index) => (
          <li key={title} aria-current={index === at ? 'step' : undefined}>
            <button
              type="button"
              disabled={isOff && index > 0 && index < last}
              onClick={() => setAt(index)}
            >
              <span>{index + 1}</span>
              {title}
            </button>
          </li>
        ))}
      </ol>
      <section className={classes.step} aria-label={current.title}>
        <current.Step />
      </section>
      <footer className={classes.footer}>
        <Button icon={ArrowLeft} isDisabled={at === 0} onPress={() => setAt(before)}>
          Back
        </Button>
        {at === last ? (
          <Button kind="primary" onPress={() => setSetUpDialog('closed')}>
            Done
          </Button>
        ) : (
          <Button kind="primary" icon={ArrowRight} onPress={() => setAt(next)}>
            Next
          </Button>
        )}
      </footer>
    </div>
  );
}
