import { type KeyboardEvent, useRef } from 'react';
import { verdictText } from '#shared/wording/matrix.ts';
import type { CellChoice } from '../../store/matrix-state.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './matrix-grid.module.css';
import {
  cellLabel,
  type Grid,
  type GridColumn,
  isNotable,
  isUnasked,
  outcomeWords,
  toneOf,
} from './matrix-words.ts';

/** Cases by targets; the arrow keys go from cell to cell. */
export function MatrixGrid({ grid }: { readonly grid: Grid }) {
  const table = useRef<HTMLTableElement>(null);
  const chosen = useWorkbench((state) => state.matrix.cell);
  const { chooseCell } = useActions();
  const { columns, groups } = grid;
  const first = firstCell(grid);
  const current = chosen ?? first;

  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(grid, current, event.key);
    if (next === null) return;
    event.preventDefault();
    chooseCell(next);
    const buttons = table.current?.querySelectorAll<HTMLElement>('button[data-cell]') ?? [];
    [...buttons].find(({ dataset }) => dataset.cell === keyOf(next))?.focus();
  };
  return (
    <div className={classes.scroller}>
      <table ref={table} className={classes.table} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col">Case</th>
            {columns.map((column) => (
              <th scope="col" key={column.name} data-void={column.measured?.state === 'void'}>
                <span className={classes.target}>{column.name}</span>
                {column.measured?.state === 'void' && (
                  <span className={classes.why}>void: {column.measured.voidCauses[0]}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ title, rows }) => (
          <tbody key={title}>
            <tr className={classes.group}>
              <th scope="rowgroup" colSpan={columns.length + 1}>
                {title}
              </th>
            </tr>
            {rows.map(({ caseId, title: caseTitle }) => (
              <tr key={caseId} className={classes.row}>
                <th scope="row">{caseTitle}</th>
                {columns.map((column) => (
                  <Cell
                    key={column.name}
                    column={column}
                    caseId={caseId}
                    current={current}
                    isChosen={chosen?.target === column.name && chosen.caseId === caseId}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Cell(props: {
  readonly column: GridColumn;
  readonly caseId: string;
  readonly current: CellChoice | null;
  readonly isChosen: boolean;
}) {
  const { column, caseId, current, isChosen } = props;
  const { chooseCell } = useActions();
  const cell = column.cells.get(caseId);
  if (cell === undefined) return <td className={classes.empty} />;
  const { word, how } = outcomeWords(cell);
  const choice = { target: column.name, caseId };
  const isVoid = column.measured?.state === 'void';
  return (
    <td className={classes.cell} data-void={isVoid}>
      <button
        type="button"
        data-cell={keyOf(choice)}
        data-tone={isNotable(cell.word) ? toneOf(cell.word) : 'calm'}
        tabIndex={current !== null && keyOf(current) === keyOf(choice) ? 0 : -1}
        aria-pressed={isChosen}
        aria-label={cellLabel(cell, column.name)}
        onClick={() => chooseCell(choice)}
      >
        <span className={classes.outcome}>{word}</span>
        <span className={classes.how}>{how}</span>
        {isUnasked(cell) && <span className={classes.how}>0 questions</span>}
        {isNotable(cell.word) && <span className={classes.word}>{verdictText(cell.word)}</span>}
      </button>
    </td>
  );
}

function keyOf({ target, caseId }: CellChoice): string {
  return `${caseId} ${target}`;
}

function firstCell({ columns, groups }: Grid): CellChoice | null {
  const [row] = groups.flatMap(({ rows }) => rows);
  const column = columns.find(({ cells }) => cells.has(row?.caseId ?? ''));
  return row === undefined || column === undefined
    ? null
    : { target: column.name, caseId: row.caseId };
}

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** The cell that a key leads to; null where there is none. */
function neighbour(
  { columns, groups }: Grid,
  from: CellChoice | null,
  key: string,
): CellChoice | null {
  const step = steps[key];
  if (step === undefined || from === null) return null;
  const rows = groups.flatMap((group) => group.rows);
  const row = rows[rows.findIndex(({ caseId }) => caseId === from.caseId) + step[0]];
  const column = columns[columns.findIndex(({ name }) => name === from.target) + step[1]];
  if (row === undefined || column === undefined || !column.cells.has(row.caseId)) return null;
  return { target: column.name, caseId: row.caseId };
}
