import { type FormEvent, useState } from 'react';
import type { Pkcs12Encryption } from '#shared/model/lab.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import { FormField } from '../../components/form-field.tsx';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './dialog-form.module.css';

/** Asks for encryption and password, and where to save. */
export function Pkcs12Form(props: { readonly id: string; readonly onDone: () => void }) {
  const { id, onDone } = props;
  const { exportLabCertificate } = useActions();
  const [encryption, setEncryption] = useState<Pkcs12Encryption>('modern');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password !== again) return setProblem('The two passwords differ.');
    const saved = await exportLabCertificate(id, { as: 'pkcs12', encryption, password });
    if (saved) onDone();
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <p className={classes.hint}>
        Certificate, private key and intermediate in one file, as browsers and key stores import it.
      </p>
      <ChoiceList
        label="Encryption"
        value={encryption}
        choices={[
          {
            value: 'modern',
            text: 'Modern',
            detail: 'AES-256 with PBKDF2 and SHA-256: OpenSSL 3, current systems.',
          },
          {
            value: 'legacy',
            text: 'Legacy',
            detail: '3DES and RC2-40 with SHA-1: older key stores that read nothing else.',
          },
        ]}
        onChange={setEncryption}
      />
      <div className={classes.pair}>
        <FormField
          label="Password"
          type="password"
          value={password}
          problem={null}
          isFirst
          onChange={(next) => {
            setPassword(next);
            setProblem(null);
          }}
        />
        <FormField
          label="Once more"
          type="password"
          value={again}
          problem={problem}
          onChange={(next) => {
            setAgain(next);
            setProblem(null);
          }}
        />
      </div>
      {password === '' && (
        <p className={classes.hint}>Without a password anybody who has the file has the key.</p>
      )}
      <div className={classes.actions}>
        <Button onPress={onDone}>Cancel</Button>
        <Button kind="primary" type="submit">
          Save…
        </Button>
      </div>
    </form>
  );
}
