import { Download, Play, Settings2, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { Panel } from 'react-resizable-panels';
import { Button } from '../../components/button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaneGroup, PaneLine } from '../../components/pane-group.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { CardLines } from './card-lines.tsx';
import { CardSetUp } from './card-set-up.tsx';
import { ExchangeDetail } from './exchange-detail.tsx';
import classes from './responder-page.module.css';

/** What a responder can do: asked with few questions, each answer at hand. */
export function ResponderPage({ sides }: { readonly sides: ReactNode }) {
  const run = useWorkbench((state) => state.card.run);
  return (
    <section className={classes.page} aria-label="Responder">
      <Head sides={sides} />
      <div className={classes.body}>
        {run.state === 'done' ? (
          <PaneGroup name="responder" orientation="horizontal" panels={['lines', 'exchange']}>
            <Panel id="lines" minSize={340}>
              <CardLines card={run.card} />
            </Panel>
            <PaneLine label="Resize the exchange" />
            <Panel id="exchange" defaultSize="46%" minSize={320}>
              <ExchangeDetail card={run.card} />
            </Panel>
          </PaneGroup>
        ) : (
          <CardSetUp />
        )}
      </div>
    </section>
  );
}

function Head({ sides }: { readonly sides: ReactNode }) {
  const run = useWorkbench((state) => state.card.run);
  const { askCard, cancelCard, forgetCard, saveCard } = useActions();
  const isRunning = run.state === 'running';
  return (
    <PageHead
      title="Servers"
      sides={sides}
      fraction={isRunning && run.total > 0 ? run.done / run.total : null}
      figures={isRunning ? `${run.done} of ${run.total} questions asked` : ''}
    >
      {isRunning ? (
        <Button icon={Square} onPress={() => void cancelCard()}>
          Cancel
        </Button>
      ) : (
        <>
          {run.state === 'done' && (
            <>
              <Button icon={Download} onPress={() => void saveCard()}>
                Save…
              </Button>
              <Button icon={Settings2} onPress={forgetCard}>
                Another…
              </Button>
            </>
          )}
          <Button kind="primary" icon={Play} onPress={() => void askCard()}>
            {run.state === 'done' ? 'Ask again' : 'Ask'}
          </Button>
        </>
      )}
    </PageHead>
  );
}
