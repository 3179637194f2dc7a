import { Database } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { isCancelled, rowTone } from '#shared/flow/describe-row.ts';
import type { FlowRow } from '#shared/flow/flow.ts';
import { sourceWords } from '#shared/flow/source.ts';
import { toLocalTime, toReadableDuration } from '#shared/wording/time.ts';
import { cx } from '../../components/class-names.ts';
import { DecisionMark } from '../../components/status-mark.tsx';
import { isRepeat, rowIdAt } from '../../store/flow-list-state.ts';
import { selectOpenFlowId } from '../../store/selectors.ts';
import {
  useActions,
  useNow,
  useStateReader,
  useWorkbench,
} from '../../store/workbench-context.tsx';
import classes from './flow-list.module.css';

/** One row of the list; it follows its own flow and nothing else. */
export const FlowListRow = memo(function FlowListRow(props: {
  readonly listId: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
}) {
  const { index } = props;
  const id = useWorkbench((state) => rowIdAt(state.list, index));
  const row = useWorkbench((state) => (id === undefined ? undefined : state.list.rows.get(id)));
  const isAgain = useWorkbench((state) => isRepeat(state.list, index));
  const isOpen = useWorkbench((state) => id !== undefined && selectOpenFlowId(state) === id);
  const total = useWorkbench((state) => state.list.total);
  const { openFlow, compareWith } = useActions();
  const readState = useStateReader();

  const place = { height: props.height, transform: `translateY(${props.top}px)` };
  if (id === undefined || row === undefined) {
    return <div className={cx(classes.row, classes.unread)} style={place} aria-hidden="true" />;
  }
  const onClick = (event: MouseEvent) => {
    const { comparison } = readState();
    const isComparing = comparison !== null && comparison.second === null;
    const other = isComparing ? comparison.first : selectOpenFlowId(readState());
    const wantsComparison = isComparing || event.ctrlKey || event.metaKey;
    if (wantsComparison && other !== null && other !== id) compareWith(other, id);
    else void openFlow(id);
  };

  return (
    // Keys are handled by the listbox.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus, by aria-activedescendant
    <div
      id={`${props.listId}-${id}`}
      role="option"
      aria-selected={isOpen}
      aria-setsize={total}
      aria-posinset={index + 1}
      className={cx(
        classes.row,
        classes[rowTone(row)],
        isAgain && classes.again,
        isOpen && classes.open,
      )}
      style={place}
      onClick={onClick}
    >
      <DecisionMark tone={rowTone(row)} mark={markOf(row)} size={isAgain ? 12 : 18} />
      <span className={classes.upper}>
        <span className={classes.label}>
          {isAgain ? (
            <>
              <span aria-hidden="true">again</span>
              <VisuallyHidden>
                {row.label}, {row.verdict?.words}, again
              </VisuallyHidden>
            </>
          ) : (
            row.label
          )}
        </span>
        <StartTime at={row.startedAt} />
      </span>
      {!isAgain && (
        <>
          <span className={classes.outcome}>{row.verdict?.words ?? 'Checking…'}</span>
          <span className={classes.facts}>
            {row.verdict?.fromCache === true && (
              <Database size={11} aria-label="from the cache" role="img" />
            )}
            {factsOf(row)}
          </span>
        </>
      )}
    </div>
  );
});

/** Who asked, by which program, and how long it took. */
function factsOf({ source, client, verdict }: FlowRow): string {
  const who = client === null || client === sourceWords(source) ? sourceWords(source) : client;
  return verdict === null ? who : `${who} · ${toReadableDuration(verdict.durationMs)}`;
}

function StartTime({ at }: { readonly at: number }) {
  const now = useNow(60_000);
  return <time className={classes.time}>{toLocalTime(at, now)}</time>;
}

function markOf(row: FlowRow): 'completed' | 'denied' | 'running' | 'cancelled' {
  if (row.verdict === null) return 'running';
  if (isCancelled(row)) return 'cancelled';
  return row.verdict.decision.outcome === 'allow' ? 'completed' : 'denied';
}
