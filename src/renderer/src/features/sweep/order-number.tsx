import { useState } from 'react';
import { FormField } from '../../components/form-field.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';

/** A whole number of the order; what is none is handed on as -1, which is refused in words. */
export function OrderNumber(props: {
  readonly field: 'parallel' | 'perSecond' | 'batch' | 'retries';
  readonly label: string;
  readonly placeholder?: string;
  readonly description?: string;
}) {
  const { field, ...rest } = props;
  const value = useWorkbench((state) => state.sweep.order[field]);
  const problem = useWorkbench((state) => state.sweep.problems[field] ?? null);
  const { patchSweepOrder } = useActions();
  const [text, setText] = useState(() => (value === null ? '' : String(value)));
  return (
    <FormField
      {...rest}
      type="number"
      value={text}
      problem={problem}
      onChange={(next) => {
        setText(next);
        const isOpen = field === 'perSecond' && next.trim() === '';
        const number = /^\s*\d{1,6}\s*$/.test(next) ? Number(next) : -1;
        patchSweepOrder({ [field]: isOpen ? null : number });
      }}
    />
  );
}
