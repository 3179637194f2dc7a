import type { Clock } from '#shared/model/ports.ts';

/** Work goes on for this long before others have their turn. */
const turnMs = 12;

/** Lets others have their turn where this work has had its own for long enough; false once it is cancelled. */
export type GiveWay = () => Promise<boolean>;

/** Parts long work into turns; `onTurn` is called at each of them. */
export function createGiveWay(
  clock: Pick<Clock, 'monotonic'>,
  { signal, onTurn }: { readonly signal: AbortSignal; readonly onTurn: () => void },
): GiveWay {
  let begun = clock.monotonic();
  return async () => {
    if (clock.monotonic() - begun < turnMs) return !signal.aborted;
    onTurn();
    await new Promise((resolve) => setImmediate(resolve));
    begun = clock.monotonic();
    return !signal.aborted;
  };
}
