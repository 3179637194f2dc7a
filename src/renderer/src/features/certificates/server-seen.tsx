import type { NamedCertificate, ServerReport } from '#shared/model/server-report.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { Button } from '../../components/button.tsx';
import { StatusChip } from '../../components/status-mark.tsx';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './server-dialog.module.css';

/** What a TLS server sent: the chain as sent and as built, and the stapled response as judged. */
export function ServerSeen(props: { readonly report: ServerReport; readonly onLeave: () => void }) {
  const { report } = props;
  const { built } = report;
  return (
    <section className={classes.result} aria-label="What the server sent">
      <p role="status">
        <strong>{report.address}</strong> {connectionWords(report)}
      </p>
      <h3>The chain as sent</h3>
      <Chain certificates={report.sent} onLeave={props.onLeave} />
      {report.unreadable > 0 && (
        <p>
          {report.unreadable === 1
            ? 'One more certificate that it sent cannot be read.'
            : `${report.unreadable} more certificates that it sent cannot be read.`}
        </p>
      )}
      {report.sent.length > 0 && (
        <p>
          {report.isNamed
            ? 'The first of them is for the name that was asked for.'
            : 'The first of them is not for the name that was asked for.'}
        </p>
      )}
      <h3>
        The chain as built{' '}
        <StatusChip
          tone={built.outcome === 'trusted' ? 'good' : 'revoked'}
          text={built.outcome === 'trusted' ? 'trusted' : 'not trusted'}
        />
      </h3>
      <Chain certificates={built.path} onLeave={props.onLeave} />
      {built.message !== null && <p>{toSafeText(built.message)}</p>}
      <Staple stapled={report.stapled} onLeave={props.onLeave} />
    </section>
  );
}

function connectionWords({ protocol, cipher, remoteAddress, brokenOff }: ServerReport): string {
  const at = remoteAddress === null ? '' : ` at ${remoteAddress}`;
  if (brokenOff !== null) return `broke the handshake off${at}: ${toSafeText(brokenOff)}.`;
  return `speaks ${protocol ?? 'TLS'}${cipher === null ? '' : ` with ${cipher}`}${at}.`;
}

/** Certificates that lead to their page. */
function Chain(props: {
  readonly certificates: readonly NamedCertificate[];
  readonly onLeave: () => void;
}) {
  const { showObject, showScreen } = useActions();
  return (
    <ol className={classes.chain}>
      {props.certificates.map(({ fingerprint, label }, index) => (
        // A server may send a certificate twice.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index}>
          <button
            type="button"
            onClick={() => {
              showObject(fingerprint);
              showScreen('certificates');
              props.onLeave();
            }}
          >
            {label}
          </button>
        </li>
      ))}
    </ol>
  );
}

const tones = {
  good: 'good',
  revoked: 'revoked',
  unknown: 'unknown',
  indeterminate: 'indeterminate',
} as const;

function Staple(props: {
  readonly stapled: ServerReport['stapled'];
  readonly onLeave: () => void;
}) {
  const { stapled } = props;
  const { openFlow, showScreen } = useActions();
  if (stapled === null) {
    return (
      <>
        <h3>Stapled OCSP response</h3>
        <p>The server stapled none.</p>
      </>
    );
  }
  const status = stapled.status ?? 'indeterminate';
  return (
    <>
      <h3>
        Stapled OCSP response <StatusChip tone={tones[status]} text={status} />
      </h3>
      <p>{toSafeText(stapled.words)}</p>
      <div>
        <Button
          onPress={() => {
            props.onLeave();
            showScreen('flows');
            void openFlow(stapled.flowId);
          }}
        >
          Show every check
        </Button>
      </div>
    </>
  );
}
