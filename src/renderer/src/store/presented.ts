import type { StoreApi } from 'zustand/vanilla';
import type { Presented } from '#shared/model/settings.ts';
import type { PresentChoice, WorkbenchState } from './state.ts';

/** The choice of the window that a remembered one stands for. */
export function choiceOf(presented: Presented | null): PresentChoice | null {
  return presented?.kind === 'loaded' ? { kind: 'loaded' } : presented;
}

/** Hands over whom the next decision is about whenever the person has chosen anew. */
export function rememberPresented(
  store: StoreApi<WorkbenchState>,
  remember: (presented: Presented) => void,
): void {
  store.subscribe((state, before) => {
    if (state.presentChoice === before.presentChoice && state.checkTarget === before.checkTarget) {
      return;
    }
    const presented = presentedOf(state);
    const isKnown = JSON.stringify(presented) === JSON.stringify(state.settings.presented);
    if (presented !== null && !isKnown) remember(presented);
  });
}

function presentedOf({ presentChoice, checkTarget }: WorkbenchState): Presented | null {
  if (presentChoice?.kind !== 'loaded') return presentChoice;
  const { fingerprint, issuerFingerprint } = checkTarget;
  return fingerprint === null ? null : { kind: 'loaded', fingerprint, issuerFingerprint };
}
