import { Pause, Play, Settings2, Square, Table2 } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { isMatrixRunning } from '../../store/matrix-state.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { CompareRunsDialog } from './compare-runs-dialog.tsx';
import classes from './matrix-page.module.css';
import { MatrixResult } from './matrix-result.tsx';
import { RunsMenu } from './runs-menu.tsx';
import { SetUp } from './set-up.tsx';

/** Somebody else's server under every case of the lab: set up, run, and read beside our own. */
export function MatrixPage({ sides }: { readonly sides: ReactNode }) {
  const look = useWorkbench((state) => state.matrix.look);
  const isOpen = useWorkbench((state) => state.matrix.state === 'ready');
  const { openMatrix } = useActions();
  useEffect(() => void openMatrix(), [openMatrix]);
  return (
    <section className={classes.page} aria-label="Matrix">
      <Head sides={sides} />
      <div className={classes.body}>
        {isOpen && (look === 'set-up' ? <SetUp /> : <MatrixResult />)}
      </div>
      <CompareRunsDialog />
    </section>
  );
}

/** How far the run is, or what came of it. */
function Head({ sides }: { readonly sides: ReactNode }) {
  const progress = useWorkbench((state) => state.matrix.progress);
  const { state, done, total, problem } = progress;
  const isRunning = isMatrixRunning({ progress });
  return (
    <PageHead
      title="Servers"
      sides={sides}
      fraction={isRunning && total > 0 ? done / total : null}
      tone={state === 'failed' ? 'bad' : 'plain'}
      figures={
        isRunning
          ? `${total === 0 ? 'Controls first' : `${done} of ${total} cells`}${state === 'paused' ? ', paused' : ''}`
          : state === 'cancelled'
            ? `Cancelled after ${done} cells`
            : (problem ?? '')
      }
    >
      <RunsMenu />
      <Controls />
    </PageHead>
  );
}

function Controls() {
  const state = useWorkbench(({ matrix }) => matrix.progress.state);
  const look = useWorkbench(({ matrix }) => matrix.look);
  const hasRun = useWorkbench(({ matrix }) => matrix.shown.kind !== 'none');
  const { startMatrix, pauseMatrix, cancelMatrix, showMatrixLook } = useActions();
  if (state === 'running' || state === 'paused') {
    const isPaused = state === 'paused';
    return (
      <>
        <Button icon={isPaused ? Play : Pause} onPress={() => void pauseMatrix(!isPaused)}>
          {isPaused ? 'Go on' : 'Pause'}
        </Button>
        <Button icon={Square} onPress={() => void cancelMatrix()}>
          Cancel
        </Button>
      </>
    );
  }
  return (
    <>
      {look === 'grid' ? (
        <Button icon={Settings2} onPress={() => showMatrixLook('set-up')}>
          Set up…
        </Button>
      ) : (
        hasRun && (
          <Button icon={Table2} onPress={() => showMatrixLook('grid')}>
            Show the grid
          </Button>
        )
      )}
      <Button kind="primary" icon={Play} onPress={() => void startMatrix()}>
        {look === 'grid' ? 'Run again' : 'Run'}
      </Button>
    </>
  );
}
