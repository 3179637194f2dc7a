import { CircleAlert } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { cx } from './class-names.ts';
import classes from './text-input.module.css';

interface TextInputProps {
  readonly label: string;
  readonly labelView?: 'shown' | 'hidden';
  /** What is in force; the field follows it while the person is not writing in it. */
  readonly value: string;
  /** Answers whether the text is in force now. */
  readonly onCommit: (text: string) => Promise<boolean>;
  /** `live` commits while writing, after a short rest; `leave` when the field is left or Enter pressed. */
  readonly commit?: 'live' | 'leave';
  readonly face?: 'text' | 'mono';
  readonly placeholder?: string;
  readonly description?: string | undefined;
  readonly problem?: string | null;
  readonly id?: string;
}

const restMs = 350;

/** A one-line field whose text is put into force, or refused in place with the reason. */
export function TextInput(props: TextInputProps) {
  const { value, onCommit, commit = 'leave', problem = null } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const text = draft ?? value;

  const stopTimer = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );

  /** Hands the text over; a refused one stays in the field so that it can be mended. */
  const settle = async () => {
    stopTimer();
    if (draft === null || (draft === value && problem === null)) return setDraft(null);
    if (await onCommit(draft)) setDraft((current) => (current === draft ? null : current));
  };
  const change = (next: string) => {
    setDraft(next);
    if (commit === 'leave') return;
    stopTimer();
    timer.current = setTimeout(() => void onCommit(next), restMs);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      // What it leads to may take the focus: the rest of this key press is not meant for that.
      event.preventDefault();
      void settle();
    }
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      stopTimer();
      setDraft(null);
      void onCommit(value);
    }
  };

  return (
    <TextField
      className={classes.field ?? ''}
      value={text}
      onChange={change}
      onBlur={() => void settle()}
      isInvalid={problem !== null}
      {...(props.labelView === 'hidden' ? { 'aria-label': props.label } : {})}
    >
      {props.labelView !== 'hidden' && <Label className={classes.label ?? ''}>{props.label}</Label>}
      <Input
        className={cx(classes.input, props.face === 'mono' && classes.mono)}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        {...(props.id === undefined ? {} : { id: props.id })}
      />
      {props.description !== undefined && problem === null && (
        <Text slot="description" className={classes.description ?? ''}>
          {props.description}
        </Text>
      )}
      <FieldError className={classes.problem ?? ''}>
        <CircleAlert size={13} aria-hidden="true" />
        <span>{problem}</span>
      </FieldError>
    </TextField>
  );
}
