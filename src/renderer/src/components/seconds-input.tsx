import { useState } from 'react';
import { formatDuration, parseDuration } from '../format/duration.ts';
import { TextInput } from './text-input.tsx';

/** A field for whole seconds that says itself what is no time; emptied, it may stand for none. */
export function SecondsInput(props: {
  readonly label: string;
  readonly id?: string;
  /** null shows an empty field. */
  readonly seconds: number | null;
  /** What the empty field means, in a word; without it an empty field is refused. */
  readonly empty?: string;
  readonly onChange: (seconds: number | null) => void;
}) {
  const { label, id, seconds, empty, onChange } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const commit = async (text: string): Promise<boolean> => {
    if (text.trim() === '' && empty !== undefined) {
      setProblem(null);
      onChange(null);
      return true;
    }
    const parsed = parseDuration(text, 's');
    setProblem(parsed.ok ? null : parsed.error);
    if (parsed.ok) onChange(Math.min(Math.round(parsed.value / 1_000), 315_360_000));
    return parsed.ok;
  };
  return (
    <TextInput
      label={label}
      value={seconds === null ? '' : formatDuration(seconds * 1_000)}
      placeholder={empty ?? ''}
      problem={problem}
      onCommit={commit}
      {...(id === undefined ? {} : { id })}
    />
  );
}
