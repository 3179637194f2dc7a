import { Database, Hourglass, Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { CacheEntryDetail } from './cache-entry-detail.tsx';
import { arrangeEntries, type CacheOrder, nextOrder } from './cache-order.ts';
import classes from './cache-page.module.css';
import { CacheFigures } from './cache-strip.tsx';
import { CacheSummary } from './cache-summary.tsx';
import { CacheTable } from './cache-table.tsx';
import { ClockMenu } from './clock-menu.tsx';

/** The response cache at full size: search, order, and the life of each entry. */
export function CachePage() {
  const { entries, state } = useWorkbench((workbench) => workbench.cache);
  const { refreshCache, clearCache, showScreen, setExposureDialog } = useActions();
  const [text, setText] = useState('');
  const [order, setOrder] = useState<CacheOrder>({ column: 'life', direction: 'up' });
  const [selected, setSelected] = useState<string | null>(null);
  useEffect(() => {
    void refreshCache();
  }, [refreshCache]);
  const shown = useMemo(() => arrangeEntries(entries, text, order), [entries, text, order]);
  const entry = entries.find(({ key }) => key === selected) ?? null;

  return (
    <section className={classes.page} aria-label="Response cache">
      <header className={classes.head}>
        <h1>Cache</h1>
        <CacheFigures />
        <SearchField
          aria-label="Search in the cache"
          className={classes.search ?? ''}
          value={text}
          onChange={setText}
        >
          <Search size={13} aria-hidden="true" />
          <Input placeholder="Certificate, serial, responder or status" spellCheck={false} />
        </SearchField>
        <Button icon={Hourglass} onPress={() => setExposureDialog('open')}>
          Exposure…
        </Button>
        <ClockMenu />
        <Button isDisabled={entries.length === 0} onPress={() => void clearCache()}>
          Clear
        </Button>
      </header>
      {entries.length === 0 && state !== 'loading' ? (
        <EmptyState
          icon={Database}
          title="No answers are kept"
          text="An answer that passes every check is kept for the time that the policy allows, so that the next check of the same certificate needs no message."
          action={
            <Button kind="primary" onPress={() => showScreen('flows')}>
              Go to Flows
            </Button>
          }
        />
      ) : (
        <>
          <CacheSummary entries={entries} />
          <div className={classes.body}>
            <CacheTable
              entries={shown}
              selected={selected}
              onSelect={setSelected}
              order={order}
              onOrder={(column) => setOrder(nextOrder(order, column))}
            />
            {entry !== null && <CacheEntryDetail entry={entry} onClose={() => setSelected(null)} />}
          </div>
        </>
      )}
    </section>
  );
}
