import { Copy, Play, Square, TriangleAlert } from 'lucide-react';
import type { MtlsState } from '#shared/model/mtls.ts';
import { assertNever } from '#shared/model/result.ts';
import { describeMtlsError } from '#shared/wording/mtls.ts';
import { Button, IconButton } from '../../components/button.tsx';
import lamp from '../../components/lamp-chip.module.css';
import { TabBar, TabbedPanel } from '../../components/tab-bar.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { ConnectionList } from './connection-list.tsx';
import { FailureList } from './failure-list.tsx';
import classes from './mtls-panel.module.css';
import { MtlsSettingsForm } from './mtls-settings-form.tsx';

/** The mTLS server: where it listens, who is connected, who failed to connect, and how it is set. */
export function MtlsPanel() {
  const mtls = useWorkbench((state) => state.mtls);
  const { connections, cuts, failures, state } = mtls;
  return (
    <div className={classes.panel}>
      <Head state={state} />
      {state.state === 'failed' && <Failed state={state} />}
      {state.state === 'running' && state.reach === 'network' && (
        <p className={classes.warning}>
          <TriangleAlert size={14} aria-hidden="true" />
          Other machines can reach the server at this address.
        </p>
      )}
      {state.state === 'running' && state.unsupportedKeys.length > 0 && (
        <p className={classes.note}>
          This runtime’s TLS cannot take client certificates with {state.unsupportedKeys.join(', ')}{' '}
          keys: such a client arrives without a certificate.
        </p>
      )}
      <div className={classes.tabs}>
        <TabBar
          label="mTLS server"
          tabs={[
            { id: 'connections', text: 'Connections', count: connections.length },
            { id: 'failures', text: 'Failed handshakes', count: failures.length },
            { id: 'settings', text: 'Settings' },
          ]}
        >
          <TabbedPanel id="connections">
            <ConnectionList connections={connections} cuts={cuts} />
          </TabbedPanel>
          <TabbedPanel id="failures">
            <FailureList failures={failures} />
          </TabbedPanel>
          <TabbedPanel id="settings">
            <MtlsSettingsForm />
          </TabbedPanel>
        </TabBar>
      </div>
    </div>
  );
}

function Head({ state }: { readonly state: MtlsState }) {
  const { copyText, startMtls, stopMtls } = useActions();
  const isRunning = state.state === 'running';
  return (
    <header className={classes.head}>
      <span className={lamp.lamp} data-state={state.state} />
      <div className={classes.where}>
        <h2>mTLS server</h2>
        <p>{whereWords(state)}</p>
      </div>
      {isRunning && (
        <IconButton
          icon={Copy}
          label="Copy the address"
          size="small"
          onPress={() => void copyText(state.url, 'Address')}
        />
      )}
      {isRunning ? (
        <Button icon={Square} onPress={() => void stopMtls()}>
          Stop
        </Button>
      ) : (
        <Button kind="primary" icon={Play} onPress={() => void startMtls()}>
          Start
        </Button>
      )}
    </header>
  );
}

function whereWords(state: MtlsState): React.ReactNode {
  switch (state.state) {
    case 'running':
      return <code>{state.url}</code>;
    case 'stopped':
      return 'stopped: no client can connect';
    case 'failed':
      return 'could not be opened';
    default:
      return assertNever(state);
  }
}

function Failed({ state }: { readonly state: Extract<MtlsState, { state: 'failed' }> }) {
  const { message, remedy } = describeMtlsError(state.error);
  return (
    <p className={classes.problem} role="alert">
      {message} <span>{remedy}</span>
    </p>
  );
}
