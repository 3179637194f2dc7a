import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import classes from '../../components/dialog-form.module.css';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';

/** Says what a reset takes away for good, and asks for the keys of the new lab. */
export function ResetForm({ onDone }: { readonly onDone: () => void }) {
  const lab = useWorkbench((state) => state.lab);
  const { resetLab } = useActions();
  const [keyType, setKeyType] = useState<'p256' | 'rsa2048'>(lab?.keyType ?? 'p256');
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    await resetLab(keyType);
    onDone();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={classes.danger}>
        The CA, its keys and {lab === null ? 'its' : lab.certificates.length} certificates with all
        revocations are deleted. This cannot be undone: what was exported before will no longer be
        trusted. Flows and the cache stay.
      </p>
      <ChoiceList
        label="Keys of the new CA and its responders"
        value={keyType}
        choices={[
          { value: 'p256', text: 'ECDSA P-256', detail: 'Small and fast; the usual choice.' },
          { value: 'rsa2048', text: 'RSA 2048', detail: 'For clients that know nothing else.' },
        ]}
        onChange={setKeyType}
      />
      <div className={classes.actions}>
        <Button onPress={onDone}>Keep this lab</Button>
        <Button kind="primary" type="submit" isDisabled={isBusy}>
          {isBusy ? 'Founding…' : 'Delete it and found a new lab'}
        </Button>
      </div>
    </form>
  );
}
