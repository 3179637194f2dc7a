import { ChevronDown, Download, Pause, Play, Settings2, Square, Table2 } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Panel } from 'react-resizable-panels';
import { Button } from '../../components/button.tsx';
import { MenuButton, MenuItem } from '../../components/menu.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaneGroup, PaneLine } from '../../components/pane-group.tsx';
import { isSweepBusy } from '../../store/sweep-state.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { SweepCharts } from './sweep-charts.tsx';
import classes from './sweep-page.module.css';
import { SweepResults } from './sweep-results.tsx';
import { SweepSetUp } from './sweep-set-up.tsx';
import { runWords } from './sweep-words.ts';

/** The status of very many certificates, responder by responder. */
export function SweepPage({ sides }: { readonly sides: ReactNode }) {
  const look = useWorkbench((state) => state.sweep.look);
  const isReady = useWorkbench((state) => state.sweep.state === 'ready');
  const { openSweep } = useActions();
  useEffect(() => void openSweep(), [openSweep]);
  return (
    <section className={classes.page} aria-label="Sweep">
      <Head sides={sides} />
      <div className={classes.body}>
        {isReady &&
          (look === 'set-up' ? (
            <SweepSetUp />
          ) : (
            <PaneGroup name="sweep" orientation="horizontal" panels={['results', 'charts']}>
              <Panel id="results" minSize={420}>
                <SweepResults />
              </Panel>
              <PaneLine label="Resize the charts" />
              <Panel id="charts" defaultSize="36%" minSize={280}>
                <SweepCharts />
              </Panel>
            </PaneGroup>
          ))}
      </div>
    </section>
  );
}

function Head({ sides }: { readonly sides: ReactNode }) {
  const run = useWorkbench((state) => state.sweep.run);
  const isBusy = isSweepBusy({ run });
  return (
    <PageHead
      title="Servers"
      sides={sides}
      fraction={isBusy ? run.fraction : null}
      tone={run.state === 'failed' ? 'bad' : 'plain'}
      figures={runWords(run)}
    >
      {isBusy ? <Busy isPaused={run.state === 'paused'} /> : <AtRest />}
    </PageHead>
  );
}

function Busy({ isPaused }: { readonly isPaused: boolean }) {
  const { pauseSweep, cancelSweep } = useActions();
  return (
    <>
      <Button icon={isPaused ? Play : Pause} onPress={() => void pauseSweep(!isPaused)}>
        {isPaused ? 'Go on' : 'Pause'}
      </Button>
      <Button icon={Square} onPress={() => void cancelSweep()}>
        Cancel
      </Button>
    </>
  );
}

function AtRest() {
  const look = useWorkbench((state) => state.sweep.look);
  const run = useWorkbench((state) => state.sweep.run);
  const { showSweepLook, startSweep, resumeSweep, saveSweep } = useActions();
  const hasResults = run.statistics.total > 0;
  const canGoOn = run.state === 'cancelled' || run.state === 'interrupted';
  return (
    <>
      {look === 'results' && hasResults && (
        <MenuButton
          label="Save as"
          trigger={
            <Button icon={Download}>
              Save <ChevronDown size={14} aria-hidden="true" />
            </Button>
          }
        >
          <MenuItem
            id="csv"
            text="CSV"
            detail="a row for each"
            onAction={() => void saveSweep('csv')}
          />
          <MenuItem
            id="jsonl"
            text="JSON lines"
            detail="everything that is known"
            onAction={() => void saveSweep('jsonl')}
          />
          <MenuItem
            id="html"
            text="HTML"
            detail="the charts, for people and for print"
            onAction={() => void saveSweep('html')}
          />
        </MenuButton>
      )}
      {look === 'results' ? (
        <Button icon={Settings2} onPress={() => showSweepLook('set-up')}>
          Set up…
        </Button>
      ) : (
        hasResults && (
          <Button icon={Table2} onPress={() => showSweepLook('results')}>
            Show the results
          </Button>
        )
      )}
      {canGoOn && (
        <Button icon={Play} onPress={() => void resumeSweep()}>
          Go on
        </Button>
      )}
      {look === 'set-up' && (
        <Button kind="primary" icon={Play} onPress={() => void startSweep()}>
          Start
        </Button>
      )}
    </>
  );
}
