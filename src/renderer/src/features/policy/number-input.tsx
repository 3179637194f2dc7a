import { useEffect } from 'react';
import { TextInput } from '../../components/text-input.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';

/** A field for a whole number. */
export function NumberInput(props: {
  readonly label: string;
  readonly field: string;
  readonly value: number;
  readonly onCommit: (value: number) => Promise<boolean>;
}) {
  const { field } = props;
  const problem = useWorkbench((state) => state.policyProblems[field] ?? null);
  const { reportField, forgetField } = useActions();
  // What was refused goes with the field: closing the popover gives it up.
  useEffect(() => () => forgetField(field), [forgetField, field]);
  const commit = async (text: string) => {
    const digits = text.trim().replaceAll(',', '');
    const isNumber = /^\d+$/.test(digits);
    reportField(field, isNumber ? null : `“${text}” is not a whole number.`);
    return isNumber ? props.onCommit(Number(digits)) : false;
  };
  return (
    <TextInput
      label={props.label}
      value={props.value.toLocaleString('en')}
      problem={problem}
      onCommit={commit}
    />
  );
}
