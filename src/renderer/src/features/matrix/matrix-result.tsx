import { Table2 } from 'lucide-react';
import { Panel } from 'react-resizable-panels';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PaneGroup, PaneLine } from '../../components/pane-group.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { CellDetail } from './cell-detail.tsx';
import { HeadlineList } from './headline-list.tsx';
import { MatrixGrid } from './matrix-grid.tsx';
import classes from './matrix-result.module.css';
import { gridOf } from './matrix-words.ts';

/** A run: the verdict on each target, the grid, and the cell that is chosen. */
export function MatrixResult() {
  const matrix = useWorkbench((state) => state.matrix);
  const { showMatrixLook } = useActions();
  const grid = gridOf(matrix);
  if (matrix.shown.kind === 'loading') return null;
  if (grid === null) {
    return (
      <EmptyState
        icon={Table2}
        title="No run is shown"
        text="Set one up, or open one that is kept."
        action={<Button onPress={() => showMatrixLook('set-up')}>Set up…</Button>}
      />
    );
  }
  const column = grid.columns.find(({ name }) => name === matrix.cell?.target);
  const cell = column?.cells.get(matrix.cell?.caseId ?? '') ?? null;
  return (
    <PaneGroup name="matrix" orientation="horizontal" panels={['grid', 'cell']}>
      <Panel id="grid" minSize={380} className={classes.left ?? ''}>
        <HeadlineList grid={grid} />
        <MatrixGrid grid={grid} />
      </Panel>
      <PaneLine label="Resize the cell" />
      <Panel id="cell" defaultSize="34%" minSize={290}>
        <CellDetail cell={cell} target={column?.name ?? ''} />
      </Panel>
    </PaneGroup>
  );
}
