import { useState } from 'react';
import type { MtlsSettings } from '#shared/model/mtls.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { DecideAsForm } from './decide-as-form.tsx';
import { isLoopback, readPort } from './listen-address.ts';
import classes from './mtls-panel.module.css';
import { MtlsTrustForm } from './mtls-trust-form.tsx';

/** Where the server listens, what a denied client gets, how often it decides, whom it trusts. */
export function MtlsSettingsForm() {
  const settings = useWorkbench((state) => state.mtls.settings);
  const { setMtlsSettings } = useActions();
  return (
    <div className={classes.form}>
      <AddressForm settings={settings} />
      <ChoiceList
        label="A client that is denied gets"
        value={settings.denial}
        choices={[
          { value: 'answer', text: 'an answer: 403 with the reason as problem+json' },
          { value: 'close', text: 'its connection closed without a word' },
        ]}
        onChange={(denial) => void setMtlsSettings({ denial })}
      />
      <ChoiceList
        label="The decision is made"
        value={settings.recheck}
        choices={[
          {
            value: 'each-request',
            text: 'for each request',
            detail: 'A kept connection does not outlive the cached answer.',
          },
          {
            value: 'each-connection',
            text: 'once for each connection',
            detail: 'What was admitted stays until it closes or is cut off.',
          },
        ]}
        onChange={(recheck) => void setMtlsSettings({ recheck })}
      />
      <DecideAsForm />
      <MtlsTrustForm />
    </div>
  );
}

function AddressForm({ settings }: { readonly settings: MtlsSettings }) {
  const { setMtlsSettings } = useActions();
  /** A host that others could reach, until the person has said that this is meant. */
  const [unconfirmed, setUnconfirmed] = useState<string | null>(null);
  const [hostProblem, setHostProblem] = useState<string | null>(null);
  const [portProblem, setPortProblem] = useState<string | null>(null);
  const commitHost = async (text: string) => {
    const host = text.trim();
    if (host === '') {
      setHostProblem('Enter an IP address of this machine, such as 127.0.0.1.');
      return false;
    }
    if (!isLoopback(host)) {
      setHostProblem(null);
      setUnconfirmed(host);
      return false;
    }
    setUnconfirmed(null);
    const refused = await setMtlsSettings({ host, exposure: 'loopback-only' });
    setHostProblem(refused);
    return refused === null;
  };
  const confirm = async (host: string) => {
    const refused = await setMtlsSettings({ host, exposure: 'confirmed' });
    setHostProblem(refused);
    if (refused === null) setUnconfirmed(null);
  };
  const commitPort = async (text: string) => {
    const port = readPort(text);
    const refused = port.ok ? await setMtlsSettings({ port: port.value }) : port.error;
    setPortProblem(refused);
    return refused === null;
  };
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          // A host that was confirmed or given up replaces what was written.
          key={`${settings.host}/${unconfirmed === null}`}
          label="Address"
          face="mono"
          value={unconfirmed ?? settings.host}
          problem={hostProblem}
          onCommit={commitHost}
        />
        <TextInput
          label="Port"
          face="mono"
          value={String(settings.port)}
          problem={portProblem}
          description="0 takes any free one"
          onCommit={commitPort}
        />
      </div>
      {unconfirmed !== null && (
        <div className={classes.confirm} role="alert">
          <p>
            <strong>Other machines could reach the server at {unconfirmed}.</strong> It is made for
            tests: its decisions and reasons would be visible to whoever connects.
          </p>
          <div className={classes.row}>
            <Button kind="primary" onPress={() => setUnconfirmed(null)}>
              Keep it on this machine
            </Button>
            <Button onPress={() => void confirm(unconfirmed)}>Open it to the network</Button>
          </div>
        </div>
      )}
    </>
  );
}
