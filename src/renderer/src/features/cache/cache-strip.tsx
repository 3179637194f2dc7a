import { useEffect } from 'react';
import type { CacheStatistics } from '#shared/model/cache.ts';
import type { CachePolicy } from '#shared/model/policy.ts';
import { cacheBoundsWords, hitRateWords } from '#shared/wording/cache.ts';
import { Button } from '../../components/button.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './cache-strip.module.css';
import { CacheTable } from './cache-table.tsx';
import { ClockMenu } from './clock-menu.tsx';

/** The response cache below the flows: what is kept, for how long, and why no longer. */
export function CacheStrip() {
  const view = useWorkbench((state) => state.cache);
  const cache = useWorkbench((state) => state.policies.current.cache);
  const { refreshCache, clearCache } = useActions();
  useEffect(() => {
    void refreshCache();
  }, [refreshCache]);
  return (
    <section className={classes.strip} aria-label="Response cache">
      <header className={classes.head}>
        <h2>Response cache</h2>
        <CacheFigures />
        <ClockMenu />
        <Button isDisabled={view.entries.length === 0} onPress={() => void clearCache()}>
          Clear
        </Button>
      </header>
      {view.entries.length === 0 ? (
        <p className={classes.empty}>{emptyWords(cache)}</p>
      ) : (
        <CacheTable
          entries={view.entries}
          selected={null}
          onSelect={null}
          order={null}
          onOrder={() => {}}
        />
      )}
    </section>
  );
}

/** The cache in one line, where the window is low; it leads to the whole. */
export function FoldedCache() {
  const { showScreen } = useActions();
  return (
    <section className={classes.folded} aria-label="Response cache">
      <h2>Response cache</h2>
      <CacheFigures />
      <ClockMenu />
      <Button onPress={() => showScreen('cache')}>Show</Button>
    </section>
  );
}

/** How well the cache serves, in a few figures. */
export function CacheFigures() {
  const statistics = useWorkbench((state) => state.cacheStatistics);
  return <p className={classes.figures}>{figures(statistics).join(' · ')}</p>;
}

function figures(statistics: CacheStatistics): readonly string[] {
  const { entries, coalesced } = statistics;
  const rate = hitRateWords(statistics);
  return [
    entries === 1 ? '1 entry' : `${entries.toLocaleString('en')} entries`,
    ...(rate === null ? [] : [rate]),
    ...(coalesced === 0 ? [] : [`${coalesced.toLocaleString('en')} coalesced`]),
  ];
}

function emptyWords(cache: CachePolicy): string {
  if (cache.use === 'off') return 'The cache is switched off: every check asks the responder.';
  const bounds = cacheBoundsWords(cache.minSeconds, cache.maxSeconds, 'to');
  const held = cache.hold === 'until-next-update' ? ', never past its nextUpdate' : '';
  return `Nothing is kept yet. An answer that passes every check is kept for ${bounds}${held}.`;
}
