import type { CellChange } from '#shared/model/matrix-run.ts';
import { judgedCells, type MatrixRun } from '#shared/model/matrix-run.ts';
import { gridText, verdictText } from '#shared/wording/matrix.ts';

/** Where a later run differs from an earlier one, target by target, by their names, and case by case. */
export function compareRuns(before: MatrixRun, after: MatrixRun): readonly CellChange[] {
  return after.targets.flatMap((column, index) => {
    // A target that moved to another port is still the same one, where each run has just one.
    const earlier =
      before.targets.find(({ name }) => name === column.name) ??
      (before.targets.length === after.targets.length ? before.targets[index] : undefined);
    const known = new Map(
      (earlier === undefined ? [] : judgedCells(earlier)).map((cell) => [cell.caseId, cell]),
    );
    return judgedCells(column).flatMap((cell): readonly CellChange[] => {
      const old = known.get(cell.caseId);
      const text = `${gridText(cell)}, ${verdictText(cell.word)}`;
      const oldText =
        old === undefined ? 'not measured' : `${gridText(old)}, ${verdictText(old.word)}`;
      return text === oldText
        ? []
        : [{ target: column.name, title: cell.title, before: oldText, after: text }];
    });
  });
}
