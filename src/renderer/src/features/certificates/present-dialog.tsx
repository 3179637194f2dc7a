import { type FormEvent, useState } from 'react';
import { FieldError, Input, Label, TextField } from 'react-aria-components';
import type { LoadedCertificate } from '#shared/model/certificate.ts';
import type { ClientReport } from '#shared/model/mtls.ts';
import type { Result } from '#shared/model/result.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { Button } from '../../components/button.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { findCertificate } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './server-dialog.module.css';

/** Asks for somebody else's server, presents a certificate there, and says what the client saw. */
export function PresentDialog() {
  const certificate = useWorkbench((state) => findCertificate(state, state.presenting));
  const { askWhereToPresent, cancelPresenting } = useActions();
  const close = () => {
    askWhereToPresent(null);
    void cancelPresenting();
  };
  return (
    <ModalDialog
      title="Present to another server"
      isOpen={certificate !== null}
      onClose={close}
      width={560}
    >
      {certificate !== null && <PresentForm certificate={certificate} onClose={close} />}
    </ModalDialog>
  );
}

function PresentForm(props: {
  readonly certificate: LoadedCertificate;
  readonly onClose: () => void;
}) {
  const { summary } = props.certificate;
  const { presentElsewhere } = useActions();
  const network = useWorkbench((state) => state.settings.network);
  const [url, setUrl] = useState('https://');
  const [isRunning, setRunning] = useState(false);
  const [answer, setAnswer] = useState<Result<ClientReport, string> | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isRunning) return;
    setRunning(true);
    setAnswer(null);
    setAnswer(await presentElsewhere(summary.fingerprint, url.trim()));
    setRunning(false);
  };
  const refusal = answer !== null && !answer.ok ? answer.error : null;
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <p className={classes.hint}>
        The built-in client connects to this server directly and presents{' '}
        <strong>{summary.label}</strong> with the CAs above it that are loaded. It proves that it
        has the key; the key itself is not sent.
        {network !== 'any' && ` The network is set to ${networkWords[network]}.`}
      </p>
      <TextField
        value={url}
        onChange={(next) => {
          setUrl(next);
          setAnswer(null);
        }}
        isInvalid={refusal !== null}
        autoFocus
        className={classes.field ?? ''}
      >
        <Label>Address</Label>
        <Input
          className={classes.input ?? ''}
          spellCheck={false}
          placeholder="https://host:8443/"
        />
        <FieldError className={classes.problem ?? ''}>{refusal}</FieldError>
      </TextField>
      {answer?.ok === true && <Seen report={answer.value} />}
      <div className={classes.actions}>
        <Button onPress={props.onClose}>{answer?.ok === true ? 'Close' : 'Cancel'}</Button>
        <Button kind="primary" type="submit" isDisabled={isRunning}>
          {isRunning ? 'Connecting…' : 'Present'}
        </Button>
      </div>
    </form>
  );
}

const networkWords = { 'loopback-only': 'loopback only', offline: 'offline' } as const;

/** What the client saw. */
function Seen({ report }: { readonly report: ClientReport }) {
  const { response, failure, tls, timings } = report;
  return (
    <section className={classes.result} aria-label="What the client saw">
      <p role="status">
        <strong>
          {response === null
            ? (failure?.message ?? 'There was no answer.')
            : `HTTP ${response.status} ${toSafeText(response.statusText)}`}
        </strong>
      </p>
      {failure?.remedy != null && <p>{failure.remedy}</p>}
      <dl className={classes.facts}>
        <dt>TLS</dt>
        <dd>{tls === null ? 'no connection' : `${tls.protocol}, ${tls.cipher}`}</dd>
        {tls !== null && tls.server !== '' && (
          <>
            <dt>Server</dt>
            <dd>{toSafeText(tls.server)}</dd>
          </>
        )}
        <dt>{response === null ? 'Ended after' : 'Answer after'}</dt>
        <dd>{toReadableDuration(timings.total)}</dd>
      </dl>
      {response !== null && response.body !== '' && (
        // A region that scrolls must be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <pre className={classes.body} tabIndex={0}>
          {bodyText(response.body)}
        </pre>
      )}
    </section>
  );
}

/** As much of an answer as is worth reading in a dialog. */
function bodyText(body: string): string {
  return body.length > 20_000 ? `${body.slice(0, 20_000)}…` : body;
}
