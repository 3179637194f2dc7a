import { useEffect, useState } from 'react';
import { flowRowOf } from '#shared/flow/describe-row.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './compare-dialog.module.css';
import { compareFlows, type Difference } from './compare-flows.ts';

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
  const [shown, setShown] = useState<'differences' | 'all'>('differences');
  if (a === null || b === null) return <p className={classes.note}>Reading both flows…</p>;
  if (typeof a === 'string' || typeof b === 'string') {
    return (
      <p className={classes.note}>{[a, b].filter((side) => typeof side === 'string').join(' ')}</p>
    );
  }
  const lines = compareFlows(a, b);
  const differing = lines.filter((line) => line.first !== line.second);
  return (
    <>
      <p className={classes.note}>
        {differing.length === 0
          ? 'The two flows agree in everything.'
          : `${differing.length} of ${lines.length} lines differ.`}{' '}
        <button
          type="button"
          className={classes.toggle}
          onClick={() => setShown(shown === 'all' ? 'differences' : 'all')}
        >
          {shown === 'all' ? 'Show the differences alone' : 'Show all lines'}
        </button>
      </p>
      <div className={classes.scroller}>
        <table className={classes.table} data-shown={shown}>
          <thead>
            <tr>
              <td />
              <Column flow={a} />
              <Column flow={b} />
            </tr>
          </thead>
          <tbody>
            {(shown === 'all' ? lines : differing).map((line) => (
              <Line key={line.name} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Which flow a column is of: whom it is about, when, and what came of it. */
function Column({ flow }: { readonly flow: Flow }) {
  const row = flowRowOf(flow);
  return (
    <th scope="col">
      {row.label}
      <small>
        {toReadableUtc(flow.startedAt)} · {row.verdict?.words ?? 'running'}
      </small>
    </th>
  );
}

function Line({ line }: { readonly line: Difference }) {
  return (
    <tr className={classes.line} data-differs={line.first !== line.second}>
      <th scope="row">{line.name}</th>
      <td>{line.first}</td>
      <td>{line.second}</td>
    </tr>
  );
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
