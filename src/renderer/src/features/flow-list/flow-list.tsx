import { ListX, SearchX } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { emptyFilter, indexOfRow, isUnfiltered, rowIdAt } from '../../store/flow-list-state.ts';
import { selectOpenFlowId } from '../../store/selectors.ts';
import { useActions, useStateReader, useWorkbench } from '../../store/workbench-context.tsx';
import { FilterBar } from './filter-bar.tsx';
import classes from './flow-list.module.css';
import { FlowListRow } from './flow-list-row.tsx';
import { placeRows, type RowPlaces, rowHeight } from './row-places.ts';
import { useAnchor } from './use-anchor.ts';
import { useScrollView } from './use-scroll-view.ts';

/** Rows beyond the view that are drawn all the same, so that none is missing while it scrolls. */
const overscan = 8;

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

  const places = useMemo(() => placeRows(list), [list]);
  const view = useScrollView(scroller);
  useAnchor(scroller, { list, places, view });
  const first = Math.max(0, places.at(view.top) - overscan);
  const last = Math.min(total - 1, places.at(view.top + view.height) + overscan);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation has nothing loaded
  useEffect(() => {
    void showRange(first, last);
  }, [showRange, first, last, total, generation]);

  const moveTo = async (index: number) => {
    const target = Math.min(Math.max(index, 0), total - 1);
    bringIntoView(scroller.current, places, target);
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
      <div role="presentation" className={classes.sheet} style={{ height: places.height }}>
        {range(first, last).map((index) => (
          <FlowListRow
            key={rowIdAt(list, index) ?? index}
            listId={id}
            index={index}
            top={places.top(index)}
            height={places.heightOf(index)}
          />
        ))}
      </div>
    </div>
  );
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
}

/** Scrolls as little as shows the whole row. */
function bringIntoView(scroller: HTMLElement | null, places: RowPlaces, index: number): void {
  if (scroller === null) return;
  const top = places.top(index);
  const bottom = top + places.heightOf(index);
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (bottom > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = bottom - scroller.clientHeight;
  }
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
