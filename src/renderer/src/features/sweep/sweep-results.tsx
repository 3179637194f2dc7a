import { useVirtualizer } from '@tanstack/react-virtual';
import { ListX } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { SweepResult } from '#shared/model/sweep.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { StatusChip } from '../../components/status-mark.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './sweep-results.module.css';
import { tones } from './sweep-words.ts';
import { useSweepRows } from './use-sweep-rows.ts';

const rowHeight = 46;

/** Every result, or those of one status; only the rows in view are in the page. */
export function SweepResults() {
  const filter = useWorkbench((state) => state.sweep.filter);
  const { total, status } = useWorkbench((state) => state.sweep.run.statistics);
  const { filterSweep } = useActions();
  const shown = filter === null ? total : status[filter];
  return (
    <section className={classes.pane} aria-label="Results">
      <div className={classes.bar}>
        <Segmented
          label="Status"
          value={filter ?? 'all'}
          choices={[
            { value: 'all', text: `All ${total}` },
            { value: 'good', text: `Good ${status.good}` },
            { value: 'revoked', text: `Revoked ${status.revoked}` },
            { value: 'unknown', text: `Unknown ${status.unknown}` },
            { value: 'indeterminate', text: `Undecided ${status.indeterminate}` },
          ]}
          onChange={(next) => filterSweep(next === 'all' ? null : next)}
        />
      </div>
      {shown === 0 ? (
        <EmptyState
          size="small"
          icon={ListX}
          title="No result yet"
          text="Each certificate appears here as its answer is judged."
        />
      ) : (
        <Rows key={filter ?? 'all'} total={shown} />
      )}
    </section>
  );
}

function Rows({ total }: { readonly total: number }) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const { showSweepResult } = useActions();
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const rowAt = useSweepRows(items[0]?.index ?? 0, items.at(-1)?.index ?? 0);

  const choose = (index: number) => {
    const target = Math.min(Math.max(index, 0), total - 1);
    setActive(target);
    virtualizer.scrollToIndex(target);
    showSweepResult(rowAt(target));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 10,
      PageUp: active - 10,
      Home: 0,
      End: total - 1,
    };
    const target = steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    choose(target);
  };
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      aria-label="Certificates and their status"
      tabIndex={0}
      aria-activedescendant={`${id}-${active}`}
      onKeyDown={onKeyDown}
    >
      <div
        role="presentation"
        className={classes.sheet}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map(({ index, start }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
          <div
            key={index}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={classes.row}
            style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            onClick={() => choose(index)}
          >
            <Row result={rowAt(index)} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Row({ result }: { readonly result: SweepResult | null }) {
  if (result === null) return <span className={classes.facts}>…</span>;
  const { subject, status, reason, responder, source, number, revokedAt, nextUpdate } = result;
  const detail =
    reason ??
    (revokedAt !== null
      ? `revoked ${toReadableUtc(revokedAt)}`
      : nextUpdate !== null
        ? `until ${toReadableUtc(nextUpdate)}`
        : '');
  return (
    <>
      <span className={classes.name}>{subject === '' ? `${source}, no. ${number}` : subject}</span>
      <StatusChip tone={tones[status]} text={status} />
      <span className={classes.facts}>{detail}</span>
      <span className={classes.facts}>{responder ?? 'not asked'}</span>
    </>
  );
}
