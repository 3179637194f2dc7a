/** Who visits at a time, in seconds, and says whether the client was admitted. Times only go up within a watch. */
export interface Watch {
  visit(atSeconds: number): Promise<boolean>;
  end(): Promise<void>;
}

/** What was found: null where nobody was denied up to the end of what is watched. */
export interface FirstDenial {
  readonly atSeconds: number | null;
  readonly visits: number;
}

/** So many visits divide what is left between an admission and a denial, until that is one second. */
const divisions = 16;

/**
 * Watches from `from` on until the first denial, to the second. The first watch looks later and later, twice as far
 * each time; each further one begins anew and looks closer, between the last admission and the denial after it.
 */
export async function findFirstDenial(
  open: () => Promise<Watch>,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<FirstDenial> {
  let visits = 0;
  const look = async (times: readonly number[]): Promise<number> => {
    const watch = await open();
    try {
      for (const [index, at] of times.entries()) {
        visits += 1;
        if (!(await watch.visit(at))) return index;
      }
      return times.length;
    } finally {
      await watch.end();
    }
  };
  let times = doubling(from, until);
  let low = from;
  for (;;) {
    const denied = await look(times);
    const at = times[denied];
    if (at === undefined) return { atSeconds: null, visits };
    if (at === from) return { atSeconds: at, visits };
    low = times[denied - 1] ?? low;
    if (at - low <= 1) return { atSeconds: at, visits };
    times = between(low, at);
  }
}

function doubling(from: number, until: number): readonly number[] {
  const times = [from];
  for (let step = 1; from + step < until; step *= 2) times.push(from + step);
  return [...times, until];
}

function between(low: number, high: number): readonly number[] {
  const step = Math.max(1, Math.ceil((high - low) / divisions));
  const times: number[] = [];
  for (let at = low + step; at < high; at += step) times.push(at);
  return [...times, high];
}
