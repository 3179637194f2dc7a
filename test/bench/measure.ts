/** One row of the report. `target` is in words; `met` is null where there is none. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string | null;
  readonly met: boolean | null;
}

/** Something to time; it is run many times in a row. */
export type Work = () => unknown;

const rounds = 41;
const roundMs = 12;

/**
 * The time of one run of each work in microseconds. The works take turns in short rounds, so that whatever else
 * the machine does falls on all of them, and each round's times are compared with each other alone.
 */
export async function timeInTurns<K extends string>(
  works: Readonly<Record<K, Work>>,
): Promise<Readonly<Record<K, readonly number[]>>> {
  const entries: [K, Work][] = [];
  for (const name in works) entries.push([name, works[name]]);
  const times = new Map<K, number[]>(entries.map(([name]) => [name, []]));
  for (const [, work] of entries) await runFor(work, roundMs * 4);
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of entries) times.get(name)?.push(await runFor(work, roundMs));
  }
  const result: Partial<Record<K, readonly number[]>> = {};
  for (const [name] of entries) result[name] = times.get(name) ?? [];
  return requireAll(
    result,
    entries.map(([name]) => name),
  );
}

function requireAll<K extends string, V>(
  partial: Partial<Record<K, V>>,
  keys: readonly K[],
): Record<K, V> {
  if (!isComplete(partial, keys)) throw new Error('a work was not timed');
  return partial;
}

function isComplete<K extends string, V>(
  partial: Partial<Record<K, V>>,
  keys: readonly K[],
): partial is Record<K, V> {
  return keys.every((key) => partial[key] !== undefined);
}

/** Microseconds per run, over at least `ms` milliseconds. */
async function runFor(work: Work, ms: number): Promise<number> {
  const began = performance.now();
  let runs = 0;
  let elapsed = 0;
  while (elapsed < ms) {
    for (let i = 0; i < 8; i++) {
      const done = work();
      if (done instanceof Promise) await done;
    }
    runs += 8;
    elapsed = performance.now() - began;
  }
  return (elapsed * 1_000) / runs;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The median over the rounds of how many times longer `a` took than `b`. */
export function ratio(a: readonly number[], b: readonly number[]): number {
  return median(a.map((value, round) => value / (b[round] ?? Number.NaN)));
}

/** A row whose value must not be above `limit`. */
export function atMost(name: string, value: number, unit: string, limit: number): Measurement {
  return { name, value, unit, target: `at most ${limit}`, met: value <= limit };
}

/** A row whose value must not be below `limit`. */
export function atLeast(name: string, value: number, unit: string, limit: number): Measurement {
  return { name, value, unit, target: `at least ${limit}`, met: value >= limit };
}

/** A row that is only told. */
export function told(name: string, value: number, unit: string): Measurement {
  return { name, value, unit, target: null, met: null };
}
