import { hexOf } from '#pki/octets.ts';
import { flowRowOf } from '#shared/flow/describe-row.ts';
import type {
  Flow,
  FlowEvent,
  FlowFilter,
  FlowOutcome,
  FlowPage,
  FlowRow,
  FlowStatistics,
} from '#shared/flow/flow.ts';
import type { FlowSource } from '#shared/flow/source.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { toSearchText } from '#shared/wording/serial.ts';
import type { WorkbenchError } from './error.ts';
import { createThrottle, type EventHub } from './events.ts';
import type { Storage } from './storage.ts';

/** Writes one flow down while it happens. */
export interface FlowWriter {
  readonly id: string;
  record(event: FlowEvent): void;
  /** Ends the flow; later events are a bug. */
  finish(outcome: FlowOutcome): Flow;
}

/** Every flow, running and finished. */
export interface Flows {
  begin(source: FlowSource, policy: Policy): FlowWriter;
  get(flowId: string): Result<Flow, WorkbenchError>;
  list(filter: FlowFilter, offset: number, limit: number): FlowPage;
  watch(flowId: string | null): void;
  /** null deletes all that are finished; the token brings them back until the program ends. */
  delete(flowIds: readonly string[] | null): string;
  restore(token: string): Result<null, WorkbenchError>;
  statistics(): FlowStatistics;
  flush(): void;
}

const rowInterval = 50;

/** So many of the latest flows can be read while the store cannot. */
const keptAtHand = 20;

export function createFlows({
  storage,
  hub,
  clock,
  random,
}: {
  readonly storage: Storage['flows'];
  readonly hub: EventHub;
  readonly clock: Clock;
  readonly random: RandomBytes;
}): Flows {
  const running = new Map<string, Flow & { readonly events: FlowEvent[] }>();
  const changedRows = new Map<string, FlowRow>();
  const latest = new Map<string, Flow>();
  let listIsStale = false;
  let watched: string | null = null;

  const tell = createThrottle(() => {
    const rows = [...changedRows.values()];
    changedRows.clear();
    hub.emit({ type: 'flows-changed', rows, listIsStale, statistics: storage.statistics() });
    listIsStale = false;
  }, rowInterval);

  const change = (row: FlowRow) => {
    changedRows.delete(row.id);
    changedRows.set(row.id, row);
    tell.request();
  };

  const replaceList = () => {
    changedRows.clear();
    listIsStale = true;
    tell.request();
  };

  return {
    begin: (source, policy) => {
      const id = createFlowId(clock, random);
      const flow = {
        id,
        source,
        startedAt: clock.now(),
        policy,
        events: [] as FlowEvent[],
        outcome: null,
      };
      running.set(id, flow);
      return {
        id,
        record: (event) => {
          flow.events.push(event);
          if (flow.events.length === 1) change(flowRowOf(flow));
          if (watched !== id) return;
          hub.emit({
            type: 'flow-progressed',
            flowId: id,
            from: flow.events.length - 1,
            events: [event],
          });
        },
        finish: (outcome) => {
          const finished: Flow = { ...flow, outcome };
          const row = flowRowOf(finished);
          running.delete(id);
          storage.insert(finished, row);
          latest.set(id, finished);
          for (const first of latest.keys()) {
            if (latest.size > keptAtHand) latest.delete(first);
          }
          change(row);
          return finished;
        },
      };
    },
    get: (flowId) => {
      const flow = running.get(flowId) ?? storage.get(flowId) ?? latest.get(flowId) ?? null;
      return flow === null ? err({ code: 'not-found', what: 'flow' }) : ok(flow);
    },
    list: (filter, offset, limit) => {
      const pending = [...running.values()]
        .reverse()
        .map(flowRowOf)
        .filter((row) => isShown(row, filter));
      const shown = pending.slice(offset, offset + limit);
      const rest = storage.list(filter, Math.max(0, offset - pending.length), limit - shown.length);
      return { rows: [...shown, ...rest.rows], total: pending.length + rest.total };
    },
    watch: (flowId) => {
      watched = flowId;
    },
    delete: (flowIds) => {
      const token = createFlowId(clock, random);
      storage.hide(flowIds, token);
      if (flowIds === null) latest.clear();
      else for (const id of flowIds) latest.delete(id);
      replaceList();
      return token;
    },
    restore: (token) => {
      if (storage.unhide(token) === 0) return err({ code: 'not-found', what: 'deleted-flows' });
      replaceList();
      return ok(null);
    },
    statistics: () => storage.statistics(),
    flush: () => tell.flush(),
  };
}

/** Sorts by time, and is unguessable enough to be unique. */
function createFlowId(clock: Clock, random: RandomBytes): string {
  return `${clock.now().toString(36)}-${hexOf(random(6))}`;
}

/** Whether a running flow belongs in a filtered list: it has no status yet. */
function isShown(row: FlowRow, { statuses, sources, text }: FlowFilter): boolean {
  const wanted = toSearchText(text);
  const isMatch = `${row.label} ${row.serialNumber}`.toLowerCase().includes(wanted);
  return statuses === null && (sources === null || sources.includes(row.source)) && isMatch;
}
