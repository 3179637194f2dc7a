import { setImmediate as nextTurn } from 'node:timers/promises';
import { findIn, type SearchableObject, searchableOf } from '#inspect/search-objects.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { FoundObject } from '#shared/model/object-view.ts';

/** What a search goes through. */
export interface SearchedObjects {
  /** Every open object, in the order of the list. */
  readonly ids: () => readonly string[];
  /** null where it is not open any more. */
  readonly read: (id: string) => InspectedObject | null;
  /** Milliseconds that only ever grow. */
  readonly monotonic: () => number;
}

/** Searches everything that is open; what an object can be found by is worked out once. */
export interface ObjectSearch {
  /** The objects that have `typed`, in the order of the list. null where a newer search took its place. */
  search(typed: string): Promise<readonly FoundObject[] | null>;
}

/** How long others wait at most while ten thousand objects are read for the first time. */
const sliceMs = 20;

export function createObjectSearch(objects: SearchedObjects): ObjectSearch {
  const known = new Map<string, SearchableObject>();
  let latest = 0;

  /** Reads what is not read yet, and lets others go first now and then; false where a newer search came. */
  const readAll = async (ids: readonly string[], own: number): Promise<boolean> => {
    let until = objects.monotonic() + sliceMs;
    for (const id of ids) {
      if (known.has(id)) continue;
      const object = objects.read(id);
      if (object !== null) known.set(id, searchableOf(object));
      if (objects.monotonic() < until) continue;
      await nextTurn();
      if (own !== latest) return false;
      until = objects.monotonic() + sliceMs;
    }
    return true;
  };

  return {
    search: async (typed) => {
      latest += 1;
      const ids = objects.ids();
      forgetOthers(known, ids);
      if (!(await readAll(ids, latest))) return null;
      return ids.flatMap((id) => {
        const searchable = known.get(id);
        const found = searchable === undefined ? null : findIn(searchable, typed);
        return found === null ? [] : [{ id, ...found }];
      });
    },
  };
}

/** What is closed is not kept. */
function forgetOthers(known: Map<string, unknown>, ids: readonly string[]): void {
  if (known.size === 0) return;
  const open = new Set(ids);
  for (const id of known.keys()) if (!open.has(id)) known.delete(id);
}
