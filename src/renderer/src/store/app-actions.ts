import { describeIpcError } from '#shared/ipc/error.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { TermId } from '#shared/wording/terms.ts';
import { addProblem, ask, callSafely, nextId, type Scope } from './scope.ts';
import type { Screen } from './state.ts';

/** Entries of the cache that are read at once; the cache itself is bounded. */
const cachePage = 1_000;

export type AppActions = ReturnType<typeof createAppActions>;

/** What a person does with the application itself: screens, settings, clock, cache, clipboard, files. */
export function createAppActions(scope: Scope) {
  const { store } = scope;
  const setSettings = async (patch: Partial<Settings>) => {
    store.setState((state) => ({ settings: { ...state.settings, ...patch } }));
    const answer = await ask(scope, 'The setting is not kept', 'settings:change-settings', patch);
    if (answer !== null) store.setState({ settings: answer.value });
  };
  const setClock = (answer: { readonly value: { readonly offsetMs: number } } | null) => {
    if (answer !== null) store.setState({ clockOffsetMs: answer.value.offsetMs });
  };

  return {
    setSettings,
    rememberPanes: (group: string, sizes: readonly number[]) =>
      setSettings({ paneSizes: { ...store.getState().settings.paneSizes, [group]: sizes } }),
    showScreen: (screen: Screen) => store.setState({ screen }),
    setPalette: (palette: 'open' | 'closed') => store.setState({ palette }),
    setRetentionDialog: (retentionDialog: 'open' | 'closed') => store.setState({ retentionDialog }),
    setClockDialog: (clockDialog: 'open' | 'closed') => store.setState({ clockDialog }),
    /** Opens the sheet of keys and words; null shows the keys. */
    openHelp: (term: TermId | null) => store.setState({ help: { term } }),
    setJudgesDialog: (judgesDialog: 'open' | 'closed') => store.setState({ judgesDialog }),
    setSetUpDialog: (setUpDialog: 'open' | 'closed') => store.setState({ setUpDialog }),
    closeHelp: () => store.setState({ help: null }),
    /** A presentation has the whole screen. */
    setView: (view: 'workbench' | 'presentation') => {
      store.setState({ view });
      void callSafely(scope, 'app:set-full-screen', { isFull: view === 'presentation' });
    },
    announce: (announcement: string) => store.setState({ announcement }),
    async runUndo() {
      const { undo } = store.getState();
      if (undo === null) return;
      store.setState({ undo: null });
      await undo.run();
    },
    dismissUndo: (id: number) =>
      store.setState((state) => (state.undo?.id === id ? { undo: null } : {})),
    advanceClock: async (byMs: number) =>
      setClock(await ask(scope, 'The clock cannot be advanced', 'clock:advance-clock', { byMs })),
    resetClock: async () =>
      setClock(await ask(scope, 'The clock cannot be reset', 'clock:reset-clock', null)),
    async copyText(text: string, what: string) {
      const answer = await ask(scope, 'Not copied', 'app:copy-text', { text });
      if (answer !== null) store.setState({ announcement: `${what} copied.` });
      return answer !== null;
    },
    copyImage: (png: Uint8Array) => ask(scope, 'Not copied', 'app:copy-image', { png }),
    saveFile: (suggestedName: string, bytes: Uint8Array) =>
      ask(scope, 'Not saved', 'app:save-file', { suggestedName, bytes }),
    openExternal: (url: string) => ask(scope, 'Not opened', 'app:open-external', { url }),
    refreshCache: () => refreshCache(scope),
    async evictEntry(key: string, label: string) {
      offerUndo(
        scope,
        `${label} evicted from the cache`,
        await ask(scope, 'Not evicted', 'cache:evict-entry', { key }),
      );
    },
    async clearCache() {
      const { entries } = store.getState().cacheStatistics;
      const text = entries === 1 ? '1 cached answer cleared' : `${entries} cached answers cleared`;
      offerUndo(scope, text, await ask(scope, 'Not cleared', 'cache:clear-cache', null));
    },
  };
}

function offerUndo(
  scope: Scope,
  text: string,
  answer: { readonly value: { readonly undoToken: string } } | null,
): void {
  if (answer === null) return;
  const { undoToken } = answer.value;
  scope.store.setState({
    undo: {
      id: nextId(),
      text,
      run: async () => {
        await ask(scope, 'Not restored', 'cache:restore-entries', { undoToken });
      },
    },
  });
}

async function refreshCache(scope: Scope): Promise<void> {
  const { store } = scope;
  store.setState((state) => ({
    cache: state.cache.state === 'idle' ? { ...state.cache, state: 'loading' } : state.cache,
  }));
  const result = await callSafely(scope, 'cache:list-entries', { offset: 0, limit: cachePage });
  if (result.ok) {
    const { entries, statistics } = result.value;
    store.setState({ cache: { state: 'ready', entries }, cacheStatistics: statistics });
    return;
  }
  store.setState((state) => ({ cache: { ...state.cache, state: 'failed' } }));
  addProblem(scope, {
    kind: 'command',
    title: 'The cache cannot be read',
    message: describeIpcError(result.error),
  });
}
