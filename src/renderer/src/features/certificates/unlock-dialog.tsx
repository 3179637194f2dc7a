import { type FormEvent, useState } from 'react';
import { Checkbox, FieldError, Input, Label, TextField } from 'react-aria-components';
import type { OpenObject } from '#shared/model/open-object.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { Button } from '../../components/button.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { findObject } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './unlock-dialog.module.css';

/** Asks for the password of what is encrypted. */
export function UnlockDialog() {
  const object = useWorkbench((state) => findObject(state, state.unlocking));
  const { askForPassword } = useActions();
  return (
    <ModalDialog
      title="Unlock"
      isOpen={object !== null}
      onClose={() => askForPassword(null)}
      width={440}
    >
      {object !== null && <UnlockForm object={object} />}
    </ModalDialog>
  );
}

function UnlockForm({ object }: { readonly object: OpenObject }) {
  const { unlockObject, askForPassword } = useActions();
  const storage = useWorkbench((state) => state.info.safeStorage);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [after, setAfter] = useState<'forget' | 'keep'>('forget');
  const [isTrying, setTrying] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isTrying) return;
    setTrying(true);
    const outcome = await unlockObject(object.id, password, after);
    setTrying(false);
    if (outcome?.outcome === 'refused') setProblem(outcome.message);
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <p className={classes.what}>
        <strong>{toSafeText(object.origin)}</strong> is encrypted. Its password and its keys stay in
        memory until you close it, and are written nowhere
        {storage === null ? '' : ' unless you want it'}.
      </p>
      <TextField
        type="password"
        value={password}
        onChange={(next) => {
          setPassword(next);
          setProblem(null);
        }}
        isInvalid={problem !== null}
        autoFocus
        className={classes.field ?? ''}
      >
        <Label>Password</Label>
        <Input className={classes.input ?? ''} autoComplete="off" />
        <FieldError className={classes.problem ?? ''}>{problem}</FieldError>
      </TextField>
      <KeepChoice storage={storage} after={after} onChange={setAfter} />
      <div className={classes.actions}>
        <Button onPress={() => askForPassword(null)}>Not now</Button>
        <Button kind="primary" type="submit" isDisabled={isTrying}>
          {isTrying ? 'Trying…' : 'Unlock'}
        </Button>
      </div>
    </form>
  );
}

/** Whether the system keeps it; said as it is where the system cannot. */
function KeepChoice(props: {
  readonly storage: string | null;
  readonly after: 'forget' | 'keep';
  readonly onChange: (after: 'forget' | 'keep') => void;
}) {
  const { storage } = props;
  if (storage === null) {
    return (
      <p className={classes.hint}>
        This system has no safe storage that would keep it: after a restart, open it again.
      </p>
    );
  }
  return (
    <Checkbox
      className={classes.keep ?? ''}
      isSelected={props.after === 'keep'}
      onChange={(isKept) => props.onChange(isKept ? 'keep' : 'forget')}
    >
      <span className={classes.box} aria-hidden="true" />
      Keep it in {storage} until I close it
    </Checkbox>
  );
}
