import { Globe } from 'lucide-react';
import { findExchange } from '#shared/flow/find-step.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { cameOverHttp, type HttpHeader, type HttpTimings } from '#shared/model/transport.ts';
import { toReadableBytes } from '#shared/wording/count.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { describeTransportError } from '#shared/wording/transport.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import classes from './http-tab.module.css';

/** The HTTP exchange of the flow: what was sent, what came back, and where the time went. */
export function HttpTab({ flow }: { readonly flow: Flow }) {
  const { request, response, error } = findExchange(flow.events);
  if (request === null && response === null) {
    return (
      <EmptyState
        size="small"
        icon={Globe}
        title="No message left"
        text={
          flow.outcome?.fromCache === true
            ? 'The answer was in the cache.'
            : 'The responder was not asked in this flow.'
        }
      />
    );
  }
  return (
    <div className={classes.exchange}>
      {request !== null && (
        <section>
          <h3>Request</h3>
          <p className={classes.start}>
            {request.method} {request.url}
          </p>
          <Headers headers={request.headers} />
          <p className={classes.note}>
            OCSPRequest of {toReadableBytes(request.ocspRequest.length)}{' '}
            {request.method === 'POST' ? 'as the body' : 'in the path, base64'}
          </p>
        </section>
      )}
      {response !== null ? (
        <section>
          <h3>
            Response{response.remoteAddress === null ? '' : ` from ${response.remoteAddress}`}
          </h3>
          <p className={classes.start}>
            {cameOverHttp(response)
              ? `HTTP ${response.status} ${response.statusText}`
              : 'From a file: how it came is not known.'}
          </p>
          <Headers headers={response.headers} />
          <p className={classes.note}>Body of {toReadableBytes(response.body.length)}</p>
          {cameOverHttp(response) && <Timings timings={response.timings} />}
        </section>
      ) : (
        error !== null && (
          <section>
            <h3>Response</h3>
            <p className={classes.note}>None came: {describeTransportError(error).short}.</p>
          </section>
        )
      )}
    </div>
  );
}

function Headers({ headers }: { readonly headers: readonly HttpHeader[] }) {
  return (
    <dl className={classes.headers}>
      {headers.map(({ name, value }, index) => (
        // A header may come twice, even with the same value.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Each part of the time as a bar: name lookup, connection, TLS, waiting, receiving. */
function Timings({ timings }: { readonly timings: HttpTimings }) {
  const parts = partsOf(timings);
  return (
    <dl className={classes.timings} aria-label="Timings">
      {parts.map(({ name, from, to }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span className={classes.track}>
              <span
                className={classes.bar}
                style={{
                  left: `${(100 * from) / timings.total}%`,
                  width: `${Math.max(1.5, (100 * (to - from)) / timings.total)}%`,
                }}
              />
            </span>
            <span className={classes.time}>{toReadableDuration(to - from)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function partsOf(timings: HttpTimings) {
  const steps = [
    ['Name lookup', timings.lookedUp],
    ['Connecting', timings.connected],
    ['TLS', timings.secured],
    ['Waiting', timings.firstByte],
    ['Receiving', timings.total],
  ] as const;
  let from = 0;
  const parts: { name: string; from: number; to: number }[] = [];
  for (const [name, at] of steps) {
    if (at === null) continue;
    parts.push({ name, from, to: at });
    from = at;
  }
  return parts;
}
