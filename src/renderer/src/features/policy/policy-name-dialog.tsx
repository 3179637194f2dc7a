import { type FormEvent, useEffect, useState } from 'react';
import { FieldError, Input, Label, TextField } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './policy-name-dialog.module.css';

export type NameRequest =
  | { readonly kind: 'save'; readonly suggested: string }
  | { readonly kind: 'rename'; readonly id: string; readonly suggested: string };

/** Asks for the name of a policy; a name that is refused is refused here. */
export function PolicyNameDialog(props: {
  readonly request: NameRequest | null;
  readonly onDone: () => void;
}) {
  const { request, onDone } = props;
  const { savePolicy, renamePolicy } = useActions();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setName(request?.suggested ?? '');
    setProblem(null);
  }, [request]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (request === null) return;
    const trimmed = name.trim();
    const refused =
      request.kind === 'save' ? await savePolicy(trimmed) : await renamePolicy(request.id, trimmed);
    if (refused === null) onDone();
    else setProblem(refused);
  };
  return (
    <ModalDialog
      title={request?.kind === 'rename' ? 'Rename policy' : 'Save policy'}
      isOpen={request !== null}
      onClose={onDone}
      width={400}
    >
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <TextField
          value={name}
          onChange={(next) => {
            setName(next);
            // While there is a problem, the form cannot be submitted.
            setProblem(null);
          }}
          isInvalid={problem !== null}
          autoFocus
          className={classes.field ?? ''}
        >
          <Label>Name</Label>
          <Input className={classes.input ?? ''} placeholder="Gateway, production" />
          <FieldError className={classes.problem ?? ''}>{problem}</FieldError>
        </TextField>
        <div className={classes.actions}>
          <Button onPress={onDone}>Cancel</Button>
          <Button kind="primary" type="submit">
            {request?.kind === 'rename' ? 'Rename' : 'Save'}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
