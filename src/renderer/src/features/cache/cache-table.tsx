import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { memo, useRef } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import type { CacheEntrySummary } from '#shared/model/cache.ts';
import { shortResponder } from '#shared/wording/cache.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { toRelativeTime } from '#shared/wording/time.ts';
import { IconButton } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { StatusChip } from '../../components/status-mark.tsx';
import { TimeToLive } from '../../components/time-to-live.tsx';
import { useActions, useNow, useWorkbench } from '../../store/workbench-context.tsx';
import type { CacheOrder, CacheOrderColumn } from './cache-order.ts';
import classes from './cache-table.module.css';

const rowHeight = 31;

const columns: readonly { readonly id: CacheOrderColumn; readonly text: string }[] = [
  { id: 'certificate', text: 'Certificate' },
  { id: 'status', text: 'Status' },
  { id: 'responder', text: 'Responder' },
  { id: 'life', text: 'Time to live' },
  { id: 'nextUpdate', text: 'nextUpdate' },
  { id: 'hits', text: 'Hits' },
];

/** The entries of the cache, line by line; with an order, the heads sort. */
export function CacheTable(props: {
  readonly entries: readonly CacheEntrySummary[];
  readonly selected: string | null;
  readonly onSelect: ((key: string) => void) | null;
  readonly order: CacheOrder | null;
  readonly onOrder: (column: CacheOrderColumn) => void;
}) {
  const { entries, order } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        className={classes.table}
        aria-label="Cached answers"
        aria-rowcount={entries.length + 1}
      >
        <thead className={classes.headGroup}>
          <tr className={cx(classes.row, classes.head)} aria-rowindex={1}>
            {columns.map(({ id, text }) => (
              <ColumnHead key={id} id={id} text={text} order={order} onOrder={props.onOrder} />
            ))}
            <th>
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody className={classes.sheet} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const entry = entries[item.index];
            return entry === undefined ? null : (
              <EntryRow
                key={entry.key}
                entry={entry}
                index={item.index}
                top={item.start}
                isSelected={props.selected === entry.key}
                onSelect={props.onSelect}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function ColumnHead(props: {
  readonly id: CacheOrderColumn;
  readonly text: string;
  readonly order: CacheOrder | null;
  readonly onOrder: (column: CacheOrderColumn) => void;
}) {
  const { id, order } = props;
  const isSorted = order?.column === id;
  const Arrow = order?.direction === 'up' ? ArrowUp : ArrowDown;
  return (
    <th
      aria-sort={isSorted ? (order.direction === 'up' ? 'ascending' : 'descending') : undefined}
      data-column={id}
    >
      {order === null ? (
        props.text
      ) : (
        <button type="button" className={classes.sort} onClick={() => props.onOrder(id)}>
          {props.text}
          {isSorted && <Arrow size={11} aria-hidden="true" />}
        </button>
      )}
    </th>
  );
}

const EntryRow = memo(function EntryRow(props: {
  readonly entry: CacheEntrySummary;
  readonly index: number;
  readonly top: number;
  readonly isSelected: boolean;
  readonly onSelect: ((key: string) => void) | null;
}) {
  const { entry, onSelect } = props;
  const cache = useWorkbench((state) => state.policies.current.cache);
  const { openFlow, evictEntry, showScreen } = useActions();
  const choose = () => {
    if (onSelect !== null) return onSelect(entry.key);
    showScreen('flows');
    void openFlow(entry.originFlowId);
  };
  return (
    <tr
      className={cx(classes.row, classes.entry, props.isSelected && classes.selected)}
      aria-rowindex={props.index + 2}
      style={{ transform: `translateY(${props.top}px)`, height: rowHeight }}
    >
      <td>
        <button
          type="button"
          className={classes.name}
          title={onSelect === null ? 'Open the flow that this answer came with' : undefined}
          onClick={choose}
        >
          {entry.certificateLabel}
        </button>
        <span className={classes.serial}>{toReadableSerial(entry.certId.serialNumber)}</span>
      </td>
      <td>
        <StatusChip tone={entry.status} text={entry.status} />
      </td>
      <td className={classes.mono} title={entry.responderUri}>
        {shortResponder(entry)}
      </td>
      <td>
        <TimeToLive entry={entry} cache={cache} />
      </td>
      <td>
        <NextUpdate at={entry.nextUpdate} />
      </td>
      <td className={classes.number}>{entry.hits.toLocaleString('en')}</td>
      <td>
        <IconButton
          icon={X}
          label={`Evict ${entry.certificateLabel}`}
          size="small"
          onPress={() => void evictEntry(entry.key, entry.certificateLabel)}
        />
      </td>
    </tr>
  );
});

function NextUpdate({ at }: { readonly at: number | null }) {
  const now = useNow(10_000);
  return at === null ? <span className={classes.none}>absent</span> : toRelativeTime(at, now);
}
