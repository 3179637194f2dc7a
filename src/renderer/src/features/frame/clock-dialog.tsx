import { type FormEvent, useState } from 'react';
import { FieldError, Input, Label, TextField } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { parseDuration } from '../../format/duration.ts';
import { clockSteps } from '../../store/clock-steps.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './clock-dialog.module.css';

/** Asks by how much the clock is to be set ahead. */
export function ClockDialog() {
  const isOpen = useWorkbench((state) => state.clockDialog === 'open');
  const { setClockDialog } = useActions();
  return (
    <ModalDialog
      title="Advance the clock"
      isOpen={isOpen}
      onClose={() => setClockDialog('closed')}
      width={420}
    >
      <ClockForm />
    </ModalDialog>
  );
}

function ClockForm() {
  const { advanceClock, setClockDialog } = useActions();
  const [text, setText] = useState('31 min');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseDuration(text, 'min');
    if (!parsed.ok) return setProblem(parsed.error);
    setClockDialog('closed');
    void advanceClock(parsed.value);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.hint}>
        Everything that reads the time reads this clock: validity, nextUpdate, the life of cached
        answers.
      </p>
      <TextField
        value={text}
        onChange={(next) => {
          setText(next);
          setProblem(null);
        }}
        isInvalid={problem !== null}
        autoFocus
        className={classes.field ?? ''}
      >
        <Label>By</Label>
        <Input className={classes.input ?? ''} />
        <FieldError className={classes.problem ?? ''}>{problem}</FieldError>
      </TextField>
      <div className={classes.steps}>
        {clockSteps.map((step) => (
          <Button key={step.text} onPress={() => setText(step.text)}>
            {step.text}
          </Button>
        ))}
      </div>
      <div className={classes.actions}>
        <Button onPress={() => setClockDialog('closed')}>Cancel</Button>
        <Button kind="primary" type="submit">
          Advance
        </Button>
      </div>
    </form>
  );
}
