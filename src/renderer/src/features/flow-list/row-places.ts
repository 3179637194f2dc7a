import { blockSize, type FlowListState, isRepeat } from '../../store/flow-list-state.ts';

/** Room for a name, two lines of the reason, and who asked. */
export const rowHeight = 72;
/** A flow that says the same as the one above it. */
export const repeatHeight = 24;

/** Where the rows of a list stand, in pixels from its top. */
export interface RowPlaces {
  readonly height: number;
  readonly top: (index: number) => number;
  readonly heightOf: (index: number) => number;
  /** The row at a place. */
  readonly at: (y: number) => number;
}

/**
 * Counts with those rows alone that are not as high as the others: a hundred thousand rows are not gone through
 * for each flow that comes.
 */
export function placeRows(list: FlowListState): RowPlaces {
  const repeats = repeatsOf(list);
  const saved = rowHeight - repeatHeight;
  const top = (index: number) => index * rowHeight - below(repeats, index) * saved;
  return {
    height: top(list.total),
    top,
    heightOf: (index) => top(index + 1) - top(index),
    at: (y) => {
      let low = 0;
      let high = Math.max(0, list.total - 1);
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (top(middle) <= y) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

/** The places of the known rows that say the same as the one above, in ascending order. */
function repeatsOf(list: FlowListState): Uint32Array {
  const repeats: number[] = [];
  for (const [block, ids] of list.blocks) {
    for (let slot = 0; slot < ids.length; slot += 1) {
      const index = list.total - 1 - (block * blockSize + slot);
      if (index >= 0 && isRepeat(list, index)) repeats.push(index);
    }
  }
  return Uint32Array.from(repeats).sort();
}

/** How many of the numbers are below a limit. */
function below(sorted: Uint32Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
