import { useVirtualizer } from '@tanstack/react-virtual';
import { SearchX, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { CompareButton } from '../../components/compare-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { isChoosingOther } from '../../store/object-view-actions.ts';
import { useActions, useStateReader, useWorkbench } from '../../store/workbench-context.tsx';
import { ListTools } from './list-tools.tsx';
import classes from './object-list.module.css';
import { ObjectListRow } from './object-list-row.tsx';
import { type Grouping, type ObjectRow, rowsOf } from './object-rows.ts';
import type { ObjectGroup } from './object-tree.ts';
import { useObjectSearch } from './use-object-search.ts';

const rowHeight = 28;
/** What a row needs more where it says what a search found in it. */
const hitHeight = 16;

/** All that is open, by file or by kind; only the rows in view are in the page. */
export function ObjectList(props: {
  readonly groups: readonly ObjectGroup[];
  readonly shown: string;
}) {
  const { groups, shown } = props;
  const [grouping, setGrouping] = useState<Grouping>('file');
  const [text, setText] = useState('');
  const { found, isRunning } = useObjectSearch(text);
  const rows = useMemo(
    () => rowsOf(groups, { grouping, text, found }),
    [groups, grouping, text, found],
  );
  const { removeCertificates, closeObjects } = useActions();
  const readState = useStateReader();
  const remove = () => {
    const isObject = readState().objects.some(({ id }) => id === shown);
    void (isObject ? closeObjects([shown]) : removeCertificates([shown]));
  };
  return (
    <div className={classes.pane}>
      <ListTools {...{ grouping, text, setGrouping, setText }} />
      {rows.length === 0 ? (
        <EmptyState
          size="small"
          icon={SearchX}
          title={isRunning ? 'Searching…' : 'Nothing matches'}
          text="Names, serial numbers (hex with or without 0x, decimal), fingerprints, object identifiers, findings, kinds and file names are searched."
        />
      ) : (
        <Rows rows={rows} grouping={grouping} shown={shown} onDelete={remove} />
      )}
      <footer className={classes.foot}>
        <CompareObjects shown={shown} />
        <IconButton
          icon={Trash2}
          label="Remove from the list"
          keys="Del"
          size="small"
          onPress={remove}
        />
      </footer>
    </div>
  );
}

/** Begins a comparison with what is shown; the other object is then chosen in the list. */
function CompareObjects({ shown }: { readonly shown: string }) {
  const isChoosing = useWorkbench(isChoosingOther);
  const isPossible = useWorkbench(
    ({ certificates, objects }) => certificates.length + objects.length > 1,
  );
  const { compareObjectWith, endObjectComparison } = useActions();
  if (!isPossible) return null;
  return (
    <CompareButton
      noun="object"
      isChoosing={isChoosing}
      onStart={() => compareObjectWith(shown, null)}
      onStop={endObjectComparison}
    />
  );
}

function Rows(props: {
  readonly rows: readonly ObjectRow[];
  readonly grouping: Grouping;
  readonly shown: string;
  readonly onDelete: () => void;
}) {
  const { rows, grouping, shown, onDelete } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { showObject, compareObjectWith } = useActions();
  const readState = useStateReader();
  const shownAt = useMemo(() => rows.findIndex((row) => idOf(row) === shown), [rows, shown]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    overscan: 12,
  });

  useEffect(() => {
    if (shownAt >= 0) virtualizer.scrollToIndex(shownAt);
  }, [virtualizer, shownAt]);

  // A row that has grown by what was found in it is measured anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows decide the heights
  useEffect(() => virtualizer.measure(), [virtualizer, rows]);

  const onKeyDown = (event: KeyboardEvent) => {
    const first = readState().objectComparison?.first ?? null;
    if (event.key === 'Enter' && first !== null && first !== shown) {
      compareObjectWith(first, shown);
      event.preventDefault();
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const target = targetOf(event.key, { rows, shownAt, page });
    if (target !== null) showObject(target);
    else if (event.key === 'Delete' || event.key === 'Backspace') onDelete();
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      aria-label="Open objects"
      tabIndex={0}
      aria-activedescendant={shownAt < 0 ? undefined : `${id}-${shownAt}`}
      onKeyDown={onKeyDown}
    >
      <div
        role="presentation"
        className={classes.sheet}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <ObjectListRow
              key={index}
              id={`${id}-${index}`}
              row={row}
              grouping={grouping}
              isShown={index === shownAt}
              place={{ height: size, transform: `translateY(${start}px)` }}
              position={{ at: index + 1, of: rows.length }}
            />
          );
        })}
      </div>
    </div>
  );
}

function heightOf(row: ObjectRow | undefined): number {
  return row?.kind === 'line' && row.hit !== null ? rowHeight + hitHeight : rowHeight;
}

function idOf(row: ObjectRow): string | null {
  return row.kind === 'line' ? row.line.id : null;
}

/** The object that a key leads to; the heads of groups are passed over. */
function targetOf(
  key: string,
  list: {
    readonly rows: readonly ObjectRow[];
    readonly shownAt: number;
    readonly page: number;
  },
): string | null {
  const { rows, shownAt, page } = list;
  const last = rows.length - 1;
  const moves: Readonly<Record<string, readonly [from: number, step: 1 | -1]>> = {
    ArrowDown: [shownAt + 1, 1],
    ArrowUp: [shownAt - 1, -1],
    PageDown: [Math.min(shownAt + page, last), -1],
    PageUp: [Math.max(shownAt - page, 0), 1],
    Home: [0, 1],
    End: [last, -1],
  };
  const move = moves[key];
  if (move === undefined) return null;
  const [from, step] = move;
  for (let at = from; at >= 0 && at <= last; at += step) {
    const row = rows[at];
    const id = row === undefined ? null : idOf(row);
    if (id !== null) return id;
  }
  return null;
}
