import { useEffect, useState } from 'react';
import { flowRowOf } from '#shared/flow/describe-row.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { type ComparedColumn, ComparisonTable } from '../../components/comparison-table.tsx';
import { DialogNote, ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { compareFlows } from './compare-flows.ts';

/** Two flows beside each other; what differs stands out. */
export function CompareDialog() {
  const comparison = useWorkbench((state) => state.comparison);
  const { endComparison } = useActions();
  const second = comparison?.second ?? null;
  return (
    <ModalDialog title="Compare flows" isOpen={second !== null} onClose={endComparison} width={860}>
      {comparison !== null && second !== null && (
        <Comparison first={comparison.first} second={second} />
      )}
    </ModalDialog>
  );
}

function Comparison({ first, second }: { readonly first: string; readonly second: string }) {
  const a = useFlow(first);
  const b = useFlow(second);
  if (a === null || b === null) return <DialogNote>Reading both flows…</DialogNote>;
  if (typeof a === 'string' || typeof b === 'string') {
    return <DialogNote>{[a, b].filter((side) => typeof side === 'string').join(' ')}</DialogNote>;
  }
  return (
    <ComparisonTable noun="flows" columns={[columnOf(a), columnOf(b)]} lines={compareFlows(a, b)} />
  );
}

/** Which flow a column is of: whom it is about, when, and what came of it. */
function columnOf(flow: Flow): ComparedColumn {
  const row = flowRowOf(flow);
  const outcome = row.verdict?.words ?? 'running';
  return { title: row.label, detail: `${toReadableUtc(flow.startedAt)} · ${outcome}` };
}

/** A flow by its id; a string says why it cannot be read. */
function useFlow(id: string): Flow | string | null {
  const { readFlow } = useActions();
  const [flow, setFlow] = useState<Flow | string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void readFlow(id).then((result) => {
      if (isCurrent) setFlow(result.ok ? result.value : result.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [readFlow, id]);
  return flow;
}
