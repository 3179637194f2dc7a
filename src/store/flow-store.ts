import type { Flow, FlowFilter, FlowPage, FlowRow, FlowStatistics } from '#shared/flow/flow.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { latestFlows, percentile } from './flow-statistics.ts';
import { type FlowTable, type PreparedFlow, prepareFlow } from './flow-table.ts';
import type { Guard } from './guard.ts';
import { createFlowPacker } from './pack-flow.ts';

/** How many flows are kept where nobody says otherwise. */
const usualMaximum = 100_000;

/** Finished flows, newest first. What cannot be read or written is reported and left out. */
export interface FlowStore {
  /** Takes a finished flow; it is written within 25 ms, and any reader here finds it at once. */
  insert(flow: Flow, row: FlowRow): void;
  get(flowId: string): Flow | null;
  list(filter: FlowFilter, offset: number, limit: number): FlowPage;
  /** Hides flows (null: all) under a token until they are brought back, or purged for good. */
  hide(flowIds: readonly string[] | null, token: string): void;
  /** Brings back what was hidden under a token; returns how many that were. */
  unhide(token: string): number;
  purgeHidden(): void;
  /** Keeps so many and no more from now on, and none that began before; null sets no such time. */
  retain(limits: FlowLimits): void;
  statistics(): FlowStatistics;
}

/** How many flows are kept, and since when. */
export interface FlowLimits {
  readonly maxFlows: number;
  readonly startedSince: EpochMs | null;
}

/** What the write queue tells of the flows. */
export interface FlowWrites {
  inserted(flows: readonly PreparedFlow[], replaced: number): void;
  undone(): void;
}

/** Counts that are kept in memory, since they are asked for with every change; null has to be counted anew. */
interface Numbers {
  stored: number | null;
  /** Of the latest flows, oldest first. */
  durations: number[] | null;
  /** The latest filter that was counted. */
  filtered: { readonly filter: string; readonly total: number } | null;
}

export function createFlowStore({
  table,
  guard,
  queue,
}: {
  readonly table: FlowTable;
  readonly guard: Guard;
  readonly queue: {
    readonly add: (flow: PreparedFlow) => void;
    readonly flush: () => void;
    readonly flushForReader: () => void;
  };
}): FlowStore & FlowWrites {
  const pack = createFlowPacker();
  let maxFlows = usualMaximum;
  const numbers: Numbers = { stored: null, durations: null, filtered: null };
  const forget = () => {
    numbers.stored = null;
    numbers.durations = null;
    numbers.filtered = null;
  };
  const total = (): number => {
    numbers.stored ??= table.countStored();
    return numbers.stored - table.countHidden();
  };
  const totalOf = (filter: FlowFilter): number => {
    if (isEverything(filter)) return total();
    const key = JSON.stringify(filter);
    if (numbers.filtered?.filter !== key) {
      numbers.filtered = { filter: key, total: table.count(filter) };
    }
    return numbers.filtered.total;
  };
  const latest = (): readonly number[] => {
    numbers.durations ??= [...table.latestDurations(latestFlows)];
    return numbers.durations;
  };
  const write = (what: string, work: () => void) => {
    queue.flush();
    guard.write(what, () => 0, work);
    forget();
  };

  return {
    insert: (flow, row) => queue.add(prepareFlow(flow, row, pack)),
    get: (flowId) => {
      queue.flushForReader();
      return guard.read('A flow', null, () => table.get(flowId));
    },
    list: (filter, offset, limit) => {
      queue.flushForReader();
      return guard.read('The flows', { rows: [], total: 0 }, () => {
        const { rows, found } = table.page(filter, offset, limit);
        // A page that is not full is the last one: then there is nothing to count.
        const isLast = found < limit && (found > 0 || offset === 0);
        return { rows, total: isLast ? offset + found : totalOf(filter) };
      });
    },
    hide: (flowIds, token) => write('A deletion', () => table.hide(flowIds, token)),
    unhide: (token) => {
      let count = 0;
      write('What was deleted', () => {
        count = table.unhide(token);
      });
      return count;
    },
    purgeHidden: () => write('A deletion', () => table.purgeHidden()),
    retain: (limits) => {
      maxFlows = Math.max(1, limits.maxFlows);
      write('What is kept of the flows', () => table.retain({ ...limits, maxFlows }));
    },
    statistics: () => {
      queue.flushForReader();
      return guard.read('The flows', { total: 0, p50Ms: null, p95Ms: null }, () => ({
        total: total(),
        p50Ms: percentile(latest(), 0.5),
        p95Ms: percentile(latest(), 0.95),
      }));
    },

    inserted: (flows, replaced) => {
      // The table holds the new ones already where it has to be counted now.
      const stored =
        numbers.stored === null ? table.countStored() : numbers.stored + flows.length - replaced;
      // Some more than must go: at the limit, each flow that comes would otherwise have its own removal.
      const excess = stored > maxFlows ? stored - maxFlows + Math.floor(maxFlows / 100) : 0;
      if (excess > 0) table.removeOldest(excess);
      numbers.stored = stored - excess;
      numbers.filtered = null;
      const added = flows.map(({ durationMs }) => durationMs);
      numbers.durations =
        numbers.durations === null || replaced > 0
          ? null
          : numbers.durations.concat(added).slice(-Math.min(latestFlows, maxFlows));
    },
    undone: forget,
  };
}

function isEverything({ statuses, sources, text }: FlowFilter): boolean {
  return statuses === null && sources === null && text.trim() === '';
}
