import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { describeVerdict } from '#shared/flow/describe-verdict.ts';
import { Button } from '../../components/button.tsx';
import { selectOpenFlow } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { PrimaryButton } from './policy-bar.tsx';
import classes from './set-up-dialog.module.css';

/** A first decision under the new policy, and the policy to take along. */
export function TryStep() {
  return (
    <>
      <p>The policy is in force. See what it decides, and take it along as JSON.</p>
      <div className={classes.try}>
        <PrimaryButton />
        <Outcome />
      </div>
      <PolicyText />
    </>
  );
}

/** What came of the decision that was made since this step was opened. */
function Outcome() {
  const flow = useWorkbench(selectOpenFlow);
  const [before] = useState(flow?.id ?? null);
  if (flow === null || flow.id === before) return null;
  const { heading, sentence, tone } = describeVerdict(flow);
  return (
    <p className={classes.outcome} data-tone={tone} role="status">
      <strong>{heading}.</strong> {sentence}
    </p>
  );
}

function PolicyText() {
  const policy = useWorkbench((state) => state.policies.current);
  const { readPolicyText, copyText } = useActions();
  const [text, setText] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another policy has another text
  useEffect(() => {
    let isCurrent = true;
    void readPolicyText().then((read) => {
      if (isCurrent) setText(read);
    });
    return () => {
      isCurrent = false;
    };
  }, [readPolicyText, policy]);
  if (text === null) return null;
  return (
    <div className={classes.json}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label="Policy as JSON">
        <pre>{text}</pre>
      </section>
      <Button icon={Copy} onPress={() => void copyText(text, 'Policy')}>
        Copy policy
      </Button>
    </div>
  );
}
