import { useEffect, useState } from 'react';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { Inspection } from '../store/inspect-actions.ts';

export type InspectionState =
  | { readonly state: 'idle' }
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly object: InspectedObject }
  | { readonly state: 'failed'; readonly message: string };

/** Reads an object when `key` changes; null reads nothing. What was read before stays until then. */
export function useInspection(
  key: string | null,
  read: () => Promise<Inspection>,
): InspectionState {
  const [state, setState] = useState<InspectionState>({ state: 'idle' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is read
  useEffect(() => {
    if (key === null) {
      setState({ state: 'idle' });
      return;
    }
    let isCurrent = true;
    setState((before) => (before.state === 'done' ? before : { state: 'running' }));
    void read().then((result) => {
      if (!isCurrent) return;
      setState(
        result.ok
          ? { state: 'done', object: result.value }
          : { state: 'failed', message: result.error },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return state;
}
