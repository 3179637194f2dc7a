import { useEffect, useState } from 'react';
import type { ComparedObject, ObjectComparison } from '#shared/model/object-view.ts';
import type { Result } from '#shared/model/result.ts';
import { type ComparedColumn, ComparisonTable } from '../../components/comparison-table.tsx';
import { DialogNote, ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';

/** Two open objects field by field: what a renewal changed. */
export function CompareObjectsDialog() {
  const comparison = useWorkbench((state) => state.objectComparison);
  const { endObjectComparison } = useActions();
  const second = comparison?.second ?? null;
  return (
    <ModalDialog
      title="Compare objects"
      isOpen={second !== null}
      onClose={endObjectComparison}
      width={920}
    >
      {comparison !== null && second !== null && (
        <Comparison first={comparison.first} second={second} />
      )}
    </ModalDialog>
  );
}

function Comparison({ first, second }: { readonly first: string; readonly second: string }) {
  const result = useComparison(first, second);
  if (result === null) return <DialogNote>Reading both objects…</DialogNote>;
  if (!result.ok) return <DialogNote>{result.error}</DialogNote>;
  const { before, after, fields } = result.value;
  return (
    <ComparisonTable
      noun="objects"
      columns={[columnOf(before), columnOf(after)]}
      lines={fields.map((field) => ({
        name: field.path,
        first: field.before,
        second: field.after,
      }))}
    />
  );
}

function columnOf({ title, origin }: ComparedObject): ComparedColumn {
  return { title, detail: origin };
}

function useComparison(first: string, second: string): Result<ObjectComparison, string> | null {
  const { compareObjects } = useActions();
  const [result, setResult] = useState<Result<ObjectComparison, string> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void compareObjects(first, second).then((answer) => {
      if (isCurrent) setResult(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [compareObjects, first, second]);
  return result;
}
