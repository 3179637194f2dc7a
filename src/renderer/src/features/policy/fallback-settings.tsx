import type { Fallback, FallbackCause } from '#shared/model/policy.ts';
import { fallbackCauses } from '#shared/model/policy.ts';
import { Segmented } from '../../components/segmented.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { AdvancedLine } from './advanced-line.tsx';
import classes from './policy-bar.module.css';

const labels: Readonly<Record<FallbackCause, string>> = {
  unknown: 'The responder does not know the certificate',
  'no-answer': 'No answer, or only an error',
  'answer-not-valid': 'An answer that fails a check',
};

/** A fallback for each cause, where one is to differ from the bar's. */
export function FallbackSettings() {
  const policy = useWorkbench((state) => state.policies.current);
  const { patchPolicy } = useActions();
  const { fallback, fallbackByCause } = policy;
  const set = (cause: FallbackCause, own: Fallback | null) =>
    void patchPolicy({ fallbackByCause: { ...fallbackByCause, [cause]: own } });
  return (
    <>
      <h3 className={classes.title}>Fallback by cause</h3>
      {fallbackCauses.map((cause) => (
        <AdvancedLine key={cause} label={labels[cause]}>
          <Segmented
            label={labels[cause]}
            value={fallbackByCause[cause] ?? 'usual'}
            choices={[
              {
                value: 'usual',
                text: fallback === 'allow' ? 'As the bar: allow' : 'As the bar: block',
              },
              { value: 'allow', text: 'Allow' },
              { value: 'block', text: 'Block' },
            ]}
            onChange={(value) => set(cause, value === 'usual' ? null : value)}
          />
        </AdvancedLine>
      ))}
    </>
  );
}
