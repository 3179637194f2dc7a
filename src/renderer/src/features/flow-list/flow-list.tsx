import { useVirtualizer } from '@tanstack/react-virtual';
import { ListX, SearchX } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import {
  emptyFilter,
  indexOfRow,
  isRepeat,
  isUnfiltered,
  rowIdAt,
} from '../../store/flow-list-state.ts';
import { selectOpenFlowId } from '../../store/selectors.ts';
import { useActions, useStateReader, useWorkbench } from '../../store/workbench-context.tsx';
import { FilterBar } from './filter-bar.tsx';
import classes from './flow-list.module.css';
import { FlowListRow } from './flow-list-row.tsx';

/** Room for a name, two lines of the reason, and who asked. */
const rowHeight = 72;
/** A flow that says the same as the one above it. */
const repeatHeight = 24;

/** All flows, newest first; only the rows in view are in the page. */
export function FlowList() {
  const total = useWorkbench((state) => state.list.total);
  const filter = useWorkbench((state) => state.list.filter);
  return (
    <section className={classes.pane} aria-label="Flows">
      <FilterBar />
      {total === 0 ? <Nothing isFiltered={!isUnfiltered(filter)} /> : <Rows total={total} />}
    </section>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  const { setFilter } = useActions();
  return isFiltered ? (
    <EmptyState
      size="small"
      icon={SearchX}
      title="No flow matches"
      text="Widen the filter to see more."
      action={<Button onPress={() => void setFilter(emptyFilter)}>Show all flows</Button>}
    />
  ) : (
    <EmptyState
      size="small"
      icon={ListX}
      title="No flows yet"
      text="Each check appears here as it happens, and stays after a restart."
    />
  );
}

function Rows({ total }: { readonly total: number }) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const readState = useStateReader();
  const list = useWorkbench((state) => state.list);
  const { generation } = list;
  const openId = useWorkbench(selectOpenFlowId);
  const { showRange, openFlow, deleteFlows } = useActions();

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isRepeat(list, index) ? repeatHeight : rowHeight),
    overscan: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known of the rows decides on their heights
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, list.rows, total]);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation has nothing loaded
  useEffect(() => {
    void showRange(first, last);
  }, [showRange, first, last, total, generation]);

  const moveTo = async (index: number) => {
    const target = Math.min(Math.max(index, 0), total - 1);
    virtualizer.scrollToIndex(target);
    await showRange(target, target);
    const flowId = rowIdAt(readState().list, target);
    if (flowId !== undefined) await openFlow(flowId);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const current = openId === null ? -1 : indexOfRow(readState().list, openId);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const target = targetIndex(event.key, current, page, total);
    if (target !== null) void moveTo(target);
    else if ((event.key === 'Delete' || event.key === 'Backspace') && openId !== null) {
      void deleteFlows([openId]);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      aria-label="Flows, newest first"
      tabIndex={0}
      aria-activedescendant={openId === null ? undefined : `${id}-${openId}`}
      onKeyDown={onKeyDown}
    >
      <div
        role="presentation"
        className={classes.sheet}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map((item) => (
          <FlowListRow
            key={item.key}
            listId={id}
            index={item.index}
            top={item.start}
            height={item.size}
          />
        ))}
      </div>
    </div>
  );
}

function targetIndex(key: string, current: number, page: number, total: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return current + 1;
    case 'ArrowUp':
      return current - 1;
    case 'PageDown':
      return current + page;
    case 'PageUp':
      return current - page;
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}
