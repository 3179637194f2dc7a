import { MonitorSmartphone } from 'lucide-react';
import type { Flow } from '#shared/flow/flow.ts';
import type { ConnectionFacts } from '#shared/flow/steps/certificate-presented.ts';
import type { FieldNode } from '#shared/model/inspection.ts';
import type { ClientReport } from '#shared/model/mtls.ts';
import { clientInWords } from '#shared/wording/client.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { cx } from '../../components/class-names.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FieldList } from '../../components/field-list.tsx';
import { useWorkbench } from '../../store/workbench-context.tsx';
import { answerWords, connectionOf, readableBody } from './client-words.ts';
import classes from './http-tab.module.css';

/** What the client saw of its connection and of the answer, and what the server saw of the client. */
export function ClientTab({ flow }: { readonly flow: Flow }) {
  const report = useWorkbench((state) => state.clientReports.get(flow.id) ?? null);
  const connection = connectionOf(flow);
  if (connection === null && report === null) {
    return (
      <EmptyState
        size="small"
        icon={MonitorSmartphone}
        title="No client was connected"
        text="This was a check of a certificate: you asked in the client’s place."
      />
    );
  }
  return (
    <div className={classes.exchange}>
      <section>
        <h3>What the client saw</h3>
        {report === null ? (
          <p className={cx(classes.start, classes.told)}>{answerWords(flow)}</p>
        ) : (
          <Report report={report} flow={flow} />
        )}
      </section>
      {connection !== null && (
        <section>
          <h3>Its connection, as the server saw it</h3>
          <div className={classes.fields}>
            <FieldList fields={connectionFields(connection)} onRange={null} />
          </div>
        </section>
      )}
    </div>
  );
}

function Report({ report, flow }: { readonly report: ClientReport; readonly flow: Flow }) {
  const { response, failure } = report;
  return (
    <>
      <p className={cx(classes.start, classes.told)}>
        {response === null
          ? (failure?.message ?? answerWords(flow))
          : `HTTP ${response.status} ${response.statusText}`}
      </p>
      {failure?.remedy != null && <p className={classes.note}>{failure.remedy}</p>}
      <dl className={cx(classes.headers, classes.apart)}>
        {seenBy(report).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {response !== null && (
        <>
          <dl className={classes.headers}>
            {response.headers.map(({ name, value }, index) => (
              // A header may come twice, even with the same value.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <div key={index}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <pre className={classes.body}>{readableBody(response)}</pre>
          {!response.bodyIsWhole && (
            <p className={classes.note}>The client stopped reading here.</p>
          )}
        </>
      )}
    </>
  );
}

/** What the client knows of its connection, beside the answer itself. */
function seenBy({
  url,
  tls,
  response,
  timings,
}: ClientReport): readonly (readonly [string, string])[] {
  return [
    ['Asked', url],
    ['TLS', tls === null ? 'no connection' : `${tls.protocol}, ${tls.cipher}`],
    ...(tls === null
      ? []
      : ([
          ['Session', tls.session],
          ['Server', tls.server],
        ] as const)),
    ['Secured after', timings.secured === null ? 'never' : toReadableDuration(timings.secured)],
    [response === null ? 'Ended after' : 'Answer after', toReadableDuration(timings.total)],
  ];
}

function connectionFields(connection: ConnectionFacts): readonly FieldNode[] {
  const { peerAddress, protocol, cipher, session, requestNumber } = connection;
  const field = (label: string, value: string, face: 'text' | 'mono'): FieldNode => ({
    label,
    value,
    face,
    range: null,
    children: [],
  });
  return [
    field('Client', clientInWords(connection) ?? 'not told by its headers', 'text'),
    field('Address', peerAddress, 'mono'),
    field('TLS', `${protocol}, ${cipher}`, 'mono'),
    field(
      'Session',
      session === 'resumed' ? 'resumed: the certificate is that of the first handshake' : 'new',
      'text',
    ),
    field(
      'Request',
      requestNumber === 1 ? 'first on its connection' : `number ${requestNumber} on its connection`,
      'text',
    ),
  ];
}
