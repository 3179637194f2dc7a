import { useState } from 'react';
import { FormField } from '../../components/form-field.tsx';

/** A whole number as it is written; what is none is handed on as -1, which is refused in words. */
export function NumberField(props: {
  readonly label: string;
  readonly value: number;
  readonly problem: string | null;
  readonly description?: string;
  readonly onChange: (value: number) => void;
}) {
  const { value, onChange, ...field } = props;
  const [text, setText] = useState(() => String(value));
  return (
    <FormField
      {...field}
      type="number"
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(/^\s*\d{1,6}\s*$/.test(next) ? Number(next) : -1);
      }}
    />
  );
}
