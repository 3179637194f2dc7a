import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ClientCommands } from '#shared/model/mtls.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './commands-panel.module.css';

type Read =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly commands: ClientCommands }
  | { readonly state: 'failed'; readonly message: string };

/** How to be this client from outside of the window: curl, openssl, a browser. */
export function CommandsPanel({ id }: { readonly id: string }) {
  const { readClientCommands, startMtls, setLabDialog } = useActions();
  const mtls = useWorkbench((state) => state.mtls.state.state);
  const [read, setRead] = useState<Read>({ state: 'running' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a server that starts has an address
  useEffect(() => {
    let isCurrent = true;
    void readClientCommands(id).then((result) => {
      if (!isCurrent) return;
      setRead(
        result.ok
          ? { state: 'done', commands: result.value }
          : { state: 'failed', message: result.error },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [id, mtls, readClientCommands]);

  return (
    <div className={classes.panel}>
      {mtls !== 'running' && (
        <p className={classes.notice}>
          The mTLS server is not running: nobody would answer these.{' '}
          <Button onPress={() => void startMtls()}>Start it</Button>
        </p>
      )}
      {read.state === 'failed' && (
        <p className={classes.problem} role="alert">
          {read.message}
        </p>
      )}
      {read.state === 'done' && (
        <>
          <Command title="curl" text={read.commands.curl} />
          <Command title="openssl s_client" text={read.commands.openssl} />
          <section>
            <header className={classes.head}>
              <h3>Browser</h3>
              <Button onPress={() => setLabDialog({ kind: 'export', id })}>Export PKCS#12…</Button>
            </header>
            <ol className={classes.steps}>
              {read.commands.browser.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
          <p className={classes.hint}>
            The files that the commands name are on this machine already; only you may read them.
            Each connection appears as a flow.
          </p>
        </>
      )}
    </div>
  );
}

function Command({ title, text }: { readonly title: string; readonly text: string }) {
  const { copyText } = useActions();
  return (
    <section>
      <header className={classes.head}>
        <h3>{title}</h3>
        <IconButton
          icon={Copy}
          label={`Copy the ${title} command`}
          size="small"
          onPress={() => void copyText(text, `${title} command`)}
        />
      </header>
      <pre className={classes.command}>{text}</pre>
    </section>
  );
}
