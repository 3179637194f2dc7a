import { type FormEvent, useState } from 'react';
import { FieldError, Input, Label, TextField } from 'react-aria-components';
import type { Result } from '#shared/model/result.ts';
import type { ServerReport } from '#shared/model/server-report.ts';
import { Button } from '../../components/button.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './server-dialog.module.css';
import { ServerSeen } from './server-seen.tsx';

/** Asks for a TLS server, connects to it, and says what it sent. */
export function ServerDialog() {
  const isOpen = useWorkbench((state) => state.serverDialog === 'open');
  const { setServerDialog, cancelServer } = useActions();
  const close = () => {
    setServerDialog('closed');
    void cancelServer();
  };
  return (
    <ModalDialog title="Inspect a server" isOpen={isOpen} onClose={close} width={560}>
      <ServerForm onClose={close} />
    </ModalDialog>
  );
}

function ServerForm({ onClose }: { readonly onClose: () => void }) {
  const { inspectServer } = useActions();
  const network = useWorkbench((state) => state.settings.network);
  const [host, setHost] = useState('');
  const [port, setPort] = useState('443');
  const [serverName, setServerName] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [answer, setAnswer] = useState<Result<ServerReport, string> | null>(null);
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    setAnswer(null);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isRunning || host.trim() === '') return;
    setRunning(true);
    setAnswer(null);
    const name = serverName.trim() === '' ? null : serverName.trim();
    const address = readAddress(host, port);
    setAnswer(await inspectServer({ ...address, serverName: name }));
    setRunning(false);
  };
  const refusal = answer !== null && !answer.ok ? answer.error : null;
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <p className={classes.hint}>
        Connects to this server and to no other, takes the certificates and the OCSP response that
        it sends, and leaves. {networkWords[network]}
      </p>
      <div className={classes.row}>
        <Field label="Host" value={host} onChange={change(setHost)} problem={refusal} isFirst />
        <Field label="Port" value={port} onChange={change(setPort)} problem={null} />
      </div>
      <Field
        label="Name to ask for (SNI), if it is another"
        value={serverName}
        onChange={change(setServerName)}
        problem={null}
      />
      {answer?.ok === true && <ServerSeen report={answer.value} onLeave={onClose} />}
      <div className={classes.actions}>
        <Button onPress={onClose}>{answer?.ok === true ? 'Close' : 'Cancel'}</Button>
        <Button kind="primary" type="submit" isDisabled={isRunning || host.trim() === ''}>
          {isRunning ? 'Connecting…' : 'Connect'}
        </Button>
      </div>
    </form>
  );
}

const networkWords = {
  any: '',
  'loopback-only': 'The network is set to loopback only: other machines are not reached.',
  offline: 'The network is set to offline: nothing is reached.',
} as const;

/** What people paste into the field for the host: a name, `name:port`, or a whole URL. */
function readAddress(host: string, port: string): { readonly host: string; readonly port: number } {
  const text = host.trim();
  const withPort = /^(?:https:\/\/)?(\[[0-9a-f:.]+\]|[^/:\s]+)(?::(\d{1,5}))?(?:\/.*)?$/i.exec(
    text,
  );
  const given = withPort?.[2] ?? port.trim();
  return {
    host: (withPort?.[1] ?? text).replace(/^\[|\]$/g, ''),
    port: Math.min(Math.max(Number.parseInt(given, 10) || 443, 1), 65_535),
  };
}

function Field(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly problem: string | null;
  readonly isFirst?: boolean;
}) {
  return (
    <TextField
      value={props.value}
      onChange={props.onChange}
      isInvalid={props.problem !== null}
      autoFocus={props.isFirst === true}
      className={classes.field ?? ''}
    >
      <Label>{props.label}</Label>
      <Input className={classes.input ?? ''} spellCheck={false} autoComplete="off" />
      <FieldError className={classes.problem ?? ''}>{props.problem}</FieldError>
    </TextField>
  );
}
