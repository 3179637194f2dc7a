import { useState } from 'react';
import type { LabRevocationReason } from '#shared/model/lab.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import classes from '../../components/dialog-form.module.css';
import { useActions } from '../../store/workbench-context.tsx';

const noReason = 'no-reason';

const reasons: readonly {
  readonly value: NonNullable<LabRevocationReason> | typeof noReason;
  readonly text: string;
  readonly detail: string;
}[] = [
  {
    value: 'keyCompromise',
    text: 'keyCompromise',
    detail: 'Its private key got into other hands.',
  },
  { value: 'superseded', text: 'superseded', detail: 'Another certificate took its place.' },
  {
    value: 'cessationOfOperation',
    text: 'cessationOfOperation',
    detail: 'What it was for has ended.',
  },
  {
    value: 'affiliationChanged',
    text: 'affiliationChanged',
    detail: 'Its name or organisation no longer holds.',
  },
  {
    value: 'privilegeWithdrawn',
    text: 'privilegeWithdrawn',
    detail: 'A right that it carries was taken away.',
  },
  { value: 'cACompromise', text: 'cACompromise', detail: 'The CA’s key got into other hands.' },
  { value: 'aACompromise', text: 'aACompromise', detail: 'An attribute authority’s key did.' },
  { value: 'unspecified', text: 'unspecified', detail: 'A reason code that says nothing.' },
  { value: noReason, text: 'No reason', detail: 'The answer carries no reason code.' },
];

/** Asks why, and revokes from now on. */
export function RevokeForm(props: { readonly id: string; readonly onDone: () => void }) {
  const { id, onDone } = props;
  const { revokeCertificate } = useActions();
  const [reason, setReason] = useState<(typeof reasons)[number]['value']>('keyCompromise');
  const submit = async () => {
    onDone();
    await revokeCertificate(id, reason === noReason ? null : reason);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ChoiceList label="Reason" value={reason} choices={reasons} onChange={setReason} />
      <p className={classes.hint}>
        From now on the responder answers revoked. The mTLS server decides anew on live connections
        of this client at once; a cached answer lets it in until that runs out.
      </p>
      <div className={classes.actions}>
        <Button onPress={onDone}>Cancel</Button>
        <Button kind="primary" type="submit">
          Revoke
        </Button>
      </div>
    </form>
  );
}
