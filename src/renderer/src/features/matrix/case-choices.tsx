import { Check } from 'lucide-react';
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './case-choices.module.css';

/** The cases by name, each on or off. */
export function CaseChoices({ chosen }: { readonly chosen: readonly string[] }) {
  const cases = useWorkbench((state) => state.matrix.cases);
  const { patchOrder } = useActions();
  return (
    <CheckboxGroup
      aria-label="Cases that are tried"
      className={classes.group ?? ''}
      value={[...chosen]}
      onChange={(ids) => patchOrder({ cases: ids })}
    >
      {cases.map(({ id, title }) => (
        <Checkbox key={id} value={id} className={classes.choice ?? ''}>
          <span className={classes.box}>
            <Check size={11} strokeWidth={3} aria-hidden="true" />
          </span>
          {title}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
