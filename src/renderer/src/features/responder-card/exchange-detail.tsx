import { MousePointerClick } from 'lucide-react';
import { useState } from 'react';
import type { ByteRange } from '#shared/model/inspection.ts';
import type { CardExchange, ResponderCard } from '#shared/model/responder-card.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { ByteInspector } from '../../components/byte-inspector.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useInspection } from '../../components/use-inspection.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './exchange-detail.module.css';

/** The exchange that shows a line: what was sent, what came, and every octet of both. */
export function ExchangeDetail({ card }: { readonly card: ResponderCard }) {
  const number = useWorkbench((state) => state.card.exchange);
  const exchange = card.exchanges.find((each) => each.number === number) ?? null;
  if (exchange === null) {
    return (
      <EmptyState
        size="small"
        icon={MousePointerClick}
        title="Choose a line"
        text="The exchange that shows it opens here, down to its octets."
      />
    );
  }
  return <Exchange key={exchange.number} exchange={exchange} />;
}

type Side = 'response' | 'request' | 'http';

function Exchange({ exchange }: { readonly exchange: CardExchange }) {
  const [side, setSide] = useState<Side>('response');
  const { number, question, httpStatus, responseStatus, durationMs, failure } = exchange;
  return (
    <section className={classes.exchange} aria-label="Exchange">
      <header className={classes.head}>
        <h2>
          {number}. {question.what}
        </h2>
        <p>
          {question.method.toUpperCase()} ·{' '}
          {failure ?? `HTTP ${httpStatus}, ${responseStatus ?? 'no OCSP response'}`} ·{' '}
          {toReadableDuration(durationMs)}
        </p>
        <Segmented
          label="Part of the exchange"
          value={side}
          choices={[
            { value: 'response', text: 'Response' },
            { value: 'request', text: 'Request' },
            { value: 'http', text: 'HTTP' },
          ]}
          onChange={setSide}
        />
      </header>
      <div className={classes.body}>
        {side === 'http' ? (
          <Http exchange={exchange} />
        ) : (
          <Octets
            key={side}
            what={side}
            id={`${number} ${side}`}
            octets={side === 'request' ? question.body : exchange.body}
          />
        )}
      </div>
    </section>
  );
}

function Octets(props: {
  readonly what: 'response' | 'request';
  readonly id: string;
  readonly octets: Uint8Array;
}) {
  const { octets, id, what } = props;
  const { inspectBytes } = useActions();
  const [range, setRange] = useState<ByteRange | null>(null);
  const inspection = useInspection(octets.length === 0 ? null : id, () => inspectBytes(octets));
  if (octets.length === 0) {
    const words = what === 'request' ? 'Nothing was sent as its body.' : 'No octet came back.';
    return <p className={classes.note}>{words}</p>;
  }
  if (inspection.state === 'failed') return <p className={classes.note}>{inspection.message}</p>;
  if (inspection.state !== 'done') return null;
  return (
    <ByteInspector name="card-bytes" object={inspection.object} range={range} onRange={setRange} />
  );
}

function Http({ exchange }: { readonly exchange: CardExchange }) {
  const { headers, httpStatus, failure, statuses } = exchange;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.http} tabIndex={0} aria-label="HTTP">
      {failure !== null && <p>{failure}</p>}
      {httpStatus !== null && <p>HTTP {httpStatus}</p>}
      {headers.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may stand there twice
        <p key={index}>
          <span className={classes.name}>{name}:</span> {value}
        </p>
      ))}
      {statuses.map(({ serialNumber, status }) => (
        <p key={serialNumber}>
          <span className={classes.name}>{serialNumber}</span> {status}
        </p>
      ))}
    </section>
  );
}
