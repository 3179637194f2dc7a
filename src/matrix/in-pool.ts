import type { PauseGate } from './pause-gate.ts';

/** Does the work of each item, at most `parallel` at a time, in the order of the list; stops early when told to. */
export async function inPool<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  {
    parallel,
    gate,
    signal,
  }: {
    readonly parallel: number;
    readonly gate: Pick<PauseGate, 'passed'>;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const waiting = [...items].reverse();
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      await gate.passed(signal);
      if (signal.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
}
