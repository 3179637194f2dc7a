import { useSyncExternalStore } from 'react';

/** Lower than this, what is beside the decision folds, so that the branch taken is in view. */
const low = window.matchMedia('(height < 760px)');

/** Whether the window is low. */
export function useIsLow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      low.addEventListener('change', listener);
      return () => low.removeEventListener('change', listener);
    },
    () => low.matches,
  );
}
