import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ResponderExchange } from '#shared/model/lab.ts';
import { toReadableBytes } from '#shared/wording/count.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { toLocalTime, toReadableDuration } from '#shared/wording/time.ts';
import { cx } from '../../components/class-names.ts';
import { StatusChip } from '../../components/status-mark.tsx';
import { useNow, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './exchange-log.module.css';

const rowHeight = 27;

const titles = ['Time', 'Responder', 'Request', 'Asked about', 'Said', 'HTTP', 'Sent', 'Took'];

/** What the lab's responders were asked and what they answered, newest first. */
export function ExchangeLog() {
  const count = useWorkbench((state) => state.exchanges.length);
  return (
    <section className={classes.log} aria-label="Exchanges of the responder">
      <header className={classes.head}>
        <h2>Exchanges</h2>
        {count > 0 && <p>{count === 1 ? '1 request' : `${count} requests, newest first`}</p>}
      </header>
      {count === 0 ? (
        <p className={classes.empty}>
          Each request to the responder appears here with the answer it got: from this window, from
          curl, from any server that checks a lab certificate.
        </p>
      ) : (
        <LogTable />
      )}
    </section>
  );
}

function LogTable() {
  const exchanges = useWorkbench((state) => state.exchanges);
  const now = useNow(60_000);
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: exchanges.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label="Log">
      <table className={classes.table}>
        <thead className={classes.headGroup}>
          <tr className={cx(classes.row, classes.titles)}>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={classes.sheet} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const exchange = exchanges[item.index];
            return exchange === undefined ? null : (
              <Row
                key={`${exchange.responder}/${exchange.number}`}
                exchange={exchange}
                top={item.start}
                now={now}
              />
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Row(props: {
  readonly exchange: ResponderExchange;
  readonly top: number;
  readonly now: number;
}) {
  const { exchange, top, now } = props;
  const { answers } = exchange;
  const asked = answers.map(({ name, serialNumber }) => name ?? toReadableSerial(serialNumber));
  return (
    <tr
      className={cx(classes.row, classes.exchange)}
      style={{ height: rowHeight, transform: `translateY(${top}px)` }}
    >
      <td className={classes.mono}>{toLocalTime(exchange.at, now)}</td>
      <td>{exchange.responder === 'backup' ? 'backup' : 'lab'}</td>
      <td className={classes.mono}>
        {exchange.method} {toReadableBytes(exchange.requestBytes)}
      </td>
      <td>{asked.length === 0 ? '—' : asked.join(', ')}</td>
      <td>
        <Said exchange={exchange} />
      </td>
      <td className={classes.mono}>{exchange.httpStatus ?? 'none'}</td>
      <td className={classes.mono}>{toReadableBytes(exchange.responseBytes)}</td>
      <td className={classes.mono}>{toReadableDuration(exchange.durationMs)}</td>
    </tr>
  );
}

function Said({ exchange }: { readonly exchange: ResponderExchange }) {
  const { answers, responseStatus, fault } = exchange;
  const faultTitle = useWorkbench(
    (state) => state.faults.find(({ id }) => id === fault)?.title ?? null,
  );
  return (
    <span className={classes.said}>
      {answers.map(({ serialNumber, status }) => (
        <StatusChip key={serialNumber} tone={status} text={status} />
      ))}
      {answers.length === 0 && (
        <span>{responseStatus === null ? 'no OCSP answer' : responseStatus}</span>
      )}
      {faultTitle !== null && <span className={classes.fault}>{faultTitle}</span>}
    </span>
  );
}
