import { useEffect } from 'react';
import { TextInput } from '../../components/text-input.tsx';
import { type DurationUnit, formatDuration, parseDuration } from '../../format/duration.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';

/** A field for a span of time; what is no time is refused here, what does not fit by the policy's owner. */
export function DurationInput(props: {
  readonly label: string;
  /** The policy's field path, under which problems come back. */
  readonly field: string;
  /** null shows an empty field. */
  readonly ms: number | null;
  readonly bareUnit: DurationUnit;
  readonly placeholder?: string;
  readonly description?: string;
  readonly onCommit: (ms: number) => Promise<boolean>;
  /** What an emptied field means; without it an empty field is refused. */
  readonly onEmpty?: () => Promise<boolean>;
}) {
  const { field, bareUnit } = props;
  const problem = useWorkbench((state) => state.policyProblems[field] ?? null);
  const { reportField, forgetField } = useActions();
  // What was refused goes with the field: closing the popover gives it up.
  useEffect(() => () => forgetField(field), [forgetField, field]);
  const commit = async (text: string) => {
    if (text.trim() === '' && props.onEmpty !== undefined) {
      reportField(field, null);
      return props.onEmpty();
    }
    const parsed = parseDuration(text, bareUnit);
    reportField(field, parsed.ok ? null : parsed.error);
    return parsed.ok ? props.onCommit(parsed.value) : false;
  };
  return (
    <TextInput
      label={props.label}
      value={props.ms === null ? '' : formatDuration(props.ms)}
      problem={problem}
      description={props.description}
      placeholder={props.placeholder ?? ''}
      onCommit={commit}
    />
  );
}
