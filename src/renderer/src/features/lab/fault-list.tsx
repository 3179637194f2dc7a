import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { FaultDescription, FaultId } from '#shared/model/lab.ts';
import { faultUnderPolicy } from '#shared/wording/faults.ts';
import { mustWords } from '#shared/wording/lab-certificate.ts';
import { useWorkbench } from '../../store/workbench-context.tsx';
import classes from './fault-list.module.css';

const kinds: readonly { readonly kind: FaultDescription['kind']; readonly title: string }[] = [
  { kind: 'transport', title: 'Connection' },
  { kind: 'http', title: 'HTTP message' },
  { kind: 'status', title: 'OCSP error status' },
  { kind: 'response', title: 'Signed answer' },
];

const none = 'none';

/** What the fault leads to under the policy in force, where that is not what one would think. */
function UnderPolicy({ fault }: { readonly fault: FaultId }) {
  const policy = useWorkbench((state) => state.policies.current);
  const words = faultUnderPolicy(fault, policy);
  return words === null ? null : <span className={classes.must}>{words}</span>;
}

/** Everything that can be made wrong with the answers, by where it sits, and what a checker must make of it. */
export function FaultList(props: {
  readonly fault: FaultId | null;
  /** `certificate` leaves out the faults that act before the question is known. */
  readonly scope: 'responder' | 'certificate';
  readonly onChange: (fault: FaultId | null) => void;
}) {
  const { fault, scope, onChange } = props;
  const faults = useWorkbench((state) => state.faults);
  const offered = faults.filter((one) => scope === 'responder' || one.scope !== 'responder');
  return (
    <RadioGroup
      aria-label="Fault"
      className={classes.list ?? ''}
      value={fault ?? none}
      onChange={(value) => {
        if (value === none) onChange(null);
        const chosen = offered.find(({ id }) => id === value);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Radio value={none} className={classes.fault ?? ''}>
        <span className={classes.dot} />
        <span className={classes.words}>
          <span className={classes.title}>No fault</span>
          <span className={classes.what}>Answers properly, as set under Answers.</span>
        </span>
      </Radio>
      {kinds.map(({ kind, title }) => (
        <section key={kind} className={classes.kind}>
          <Label elementType="span" className={classes.heading ?? ''}>
            {title}
          </Label>
          {offered
            .filter((one) => one.kind === kind)
            .map((one) => (
              <Radio key={one.id} value={one.id} className={classes.fault ?? ''}>
                <span className={classes.dot} />
                <span className={classes.words}>
                  <span className={classes.title}>{one.title}</span>
                  <span className={classes.what}>{one.what}</span>
                  <span className={classes.must}>{mustWords(one.instruction)}</span>
                  <UnderPolicy fault={one.id} />
                </span>
              </Radio>
            ))}
        </section>
      ))}
    </RadioGroup>
  );
}
