import { type FormEvent, useState } from 'react';
import type { Pkcs12Encryption } from '#shared/model/lab.ts';
import { Button } from './button.tsx';
import { ChoiceList } from './choice-list.tsx';
import classes from './dialog-form.module.css';
import { FormField } from './form-field.tsx';

/** How a PKCS#12 file is sealed. */
export interface Pkcs12Seal {
  readonly encryption: Pkcs12Encryption;
  readonly password: string;
}

/** Asks for encryption and password; what is saved is decided by `onSave`, which answers whether it was. */
export function Pkcs12Form(props: {
  readonly onSave: (seal: Pkcs12Seal) => Promise<boolean>;
  readonly onDone: () => void;
}) {
  const { onSave, onDone } = props;
  const [encryption, setEncryption] = useState<Pkcs12Encryption>('modern');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password !== again) return setProblem('The two passwords differ.');
    if (await onSave({ encryption, password })) onDone();
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
