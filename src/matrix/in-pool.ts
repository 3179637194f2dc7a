/** Does the work of each item, at most `parallel` at a time, in the order of the list; stops early when told to. */
export async function inPool<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  { parallel, signal }: { readonly parallel: number; readonly signal: AbortSignal },
): Promise<void> {
  const waiting = [...items].reverse();
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      if (signal.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
}
