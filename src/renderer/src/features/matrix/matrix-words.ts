import type { StatusTone } from '#shared/flow/tone.ts';
import {
  type CaseFamily,
  type CellResult,
  judgedCells,
  type MatrixRun,
  type TargetColumn,
  type VerdictWord,
} from '#shared/model/matrix-run.ts';
import { referenceName, verdictText } from '#shared/wording/matrix.ts';
import type { MatrixState } from '../../store/matrix-state.ts';

/** A column of the grid, of a run that goes on or of one that is kept. */
export interface GridColumn {
  readonly name: string;
  readonly isReference: boolean;
  /** null while the run goes on. */
  readonly measured: TargetColumn | null;
  readonly cells: ReadonlyMap<string, CellResult>;
}

export interface GridRow {
  readonly caseId: string;
  readonly title: string;
}

export interface GridGroup {
  readonly title: string;
  readonly rows: readonly GridRow[];
}

export interface Grid {
  readonly columns: readonly GridColumn[];
  readonly groups: readonly GridGroup[];
}

/** What the grid shows; null where there is no run. */
export function gridOf({ shown, live, progress }: MatrixState): Grid | null {
  switch (shown.kind) {
    case 'none':
    case 'loading':
      return null;
    case 'kept':
      return arrange(columnsOf(shown.run));
    case 'live':
      return arrange(
        progress.targets.map((name) => ({
          name,
          isReference: name === referenceName,
          measured: null,
          cells: new Map(
            live
              .filter(({ target }) => target === name)
              .map(({ result }) => [result.caseId, result]),
          ),
        })),
      );
  }
}

function columnsOf({ targets }: MatrixRun): readonly GridColumn[] {
  return targets.map((column) => ({
    name: column.name,
    isReference: column.name === referenceName,
    measured: column,
    cells: new Map(judgedCells(column).map((cell) => [cell.caseId, cell])),
  }));
}

const groups: readonly { readonly family: CaseFamily; readonly title: string }[] = [
  { family: 'good', title: 'Good' },
  { family: 'control', title: 'Controls' },
  { family: 'revoked', title: 'Revoked' },
  { family: 'unknown', title: 'Unknown to the responder' },
  { family: 'no-answer', title: 'No usable answer' },
  { family: 'proof-fails', title: 'The proof fails' },
  { family: 'observed', title: 'Only observed' },
];

/** Rows that try a client again after its revocation. */
const extraRows: readonly string[] = ['resumption', 'kept-alive', 'server-cache'];

/** Our own server first; rows by what they are there to show. */
function arrange(columns: readonly GridColumn[]): Grid {
  const cells = new Map<string, CellResult>();
  for (const column of columns) {
    for (const [caseId, cell] of column.cells) cells.set(caseId, cell);
  }
  const all = [...cells.values()];
  const rowsOf = (fits: (cell: CellResult) => boolean) =>
    all.filter(fits).map(({ caseId, title }) => ({ caseId, title }));
  const isExtra = ({ caseId }: CellResult) => extraRows.includes(caseId);
  return {
    columns: [...columns].sort((a, b) => Number(b.isReference) - Number(a.isReference)),
    groups: [
      ...groups.map(({ family, title }) => ({
        title,
        rows: rowsOf((cell) => cell.family === family && !isExtra(cell)),
      })),
      { title: 'After a revocation', rows: rowsOf(isExtra) },
    ].filter(({ rows }) => rows.length > 0),
  };
}

/** The colour of a judgement. */
export function toneOf(word: VerdictWord | 'void'): StatusTone {
  switch (word) {
    case 'breach':
    case 'opens':
    case 'never-asks':
      return 'revoked';
    case 'hangs':
    case 'shuts-out':
      return 'unknown';
    case 'unclear':
    case 'void':
      return 'indeterminate';
    case 'as-expected':
      return 'good';
    case 'observed':
      return 'none';
  }
}

/** Whether a judgement is worth a word in the grid. */
export function isNotable(word: VerdictWord | 'void'): boolean {
  return word !== 'as-expected' && word !== 'observed';
}

/** What became of a client, in a word and how it showed. */
export function outcomeWords({ outcome, record }: CellResult): {
  readonly word: string;
  readonly how: string;
} {
  if (outcome === null) return { word: 'not tried', how: '' };
  if (outcome.kind === 'unreachable' || outcome.kind === 'unclear') {
    return { word: outcome.kind, how: record?.httpStatus == null ? '' : String(record.httpStatus) };
  }
  if (outcome.kind === 'hung') {
    return { word: 'hung', how: `${((record?.times.total ?? 0) / 1_000).toFixed(0)} s` };
  }
  if (record?.alert != null) return { word: outcome.kind, how: `alert ${record.alert}` };
  const how = record?.httpStatus == null ? 'closed' : String(record.httpStatus);
  return { word: outcome.kind, how };
}

/** Whether the responder was never asked where it could have been. */
export function isUnasked({ questions, family, outcome, caseId }: CellResult): boolean {
  const hasNobody = caseId === 'refused' || caseId === 'no-aia';
  return outcome !== null && family !== 'control' && questions.length === 0 && !hasNobody;
}

/** Why a cell is judged as it is, in a sentence or two. */
export function whyWords(cell: CellResult): string {
  const { word, expected, outcome, note } = cell;
  const wanted = expected === 'admit' ? 'let in' : 'kept out';
  const became = outcome === null ? 'not tried' : outcome.kind;
  switch (word) {
    case 'breach':
      return cell.family === 'proof-fails'
        ? 'This client is revoked, and the answer that says otherwise proves nothing: it had to be kept out, and was admitted.'
        : cell.family === 'control'
          ? 'No client without a valid certificate is ever to be let in: this one was.'
          : 'This client is revoked: it had to be kept out, and was admitted.';
    case 'opens':
      return 'Nobody confirmed that this client is good: it had to be kept out, and was admitted.';
    case 'never-asks':
      return 'It was admitted, and the responder was never asked.';
    case 'hangs':
      return 'The client was left waiting until its patience ended: it was neither let in nor kept out.';
    case 'shuts-out':
      return `It had to be let in, and was ${became}.`;
    case 'unclear':
      return note ?? 'What the client saw is neither an admission nor a denial that is known.';
    case 'void':
      return 'A control failed, so that nothing may be concluded from this.';
    case 'as-expected':
      return `It had to be ${wanted}, and was ${became}.`;
    case 'observed':
      return note ?? 'Servers may differ in this: it is told, and not judged.';
  }
}

/** What a cell is called for those who hear it. */
export function cellLabel(cell: CellResult, target: string): string {
  const { word, how } = outcomeWords(cell);
  const judged = isNotable(cell.word) ? `, ${verdictText(cell.word)}` : '';
  return `${target}, ${cell.title}: ${word} ${how}${judged}`;
}
