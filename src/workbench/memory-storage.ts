import type { CacheEntry } from '#engine/ports.ts';
import type { Flow, FlowFilter, FlowRow, FlowStatistics } from '#shared/model/flow.ts';
import type { Storage, StoredCertificate } from './storage.ts';

const percentileWindow = 1_000;

/** A storage that forgets everything at the end: for when no file can be written, and for the command line. */
export function createMemoryStorage(): Storage {
  const flows = new Map<string, { readonly flow: Flow; readonly row: FlowRow }>();
  const hidden = new Map<string, readonly { readonly flow: Flow; readonly row: FlowRow }[]>();
  const cache = new Map<string, CacheEntry>();
  const certificates = new Map<string, StoredCertificate>();
  const values = new Map<string, unknown>();

  return {
    flows: {
      insert: (flow, row) => void flows.set(flow.id, { flow, row }),
      get: (flowId) => flows.get(flowId)?.flow ?? null,
      list: (filter, offset, limit) => {
        const rows = [...flows.values()]
          .map(({ row }) => row)
          .filter((row) => isShown(row, filter));
        rows.sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
        return { rows: rows.slice(offset, offset + limit), total: rows.length };
      },
      hide: (flowIds, token) => {
        const ids = flowIds ?? [...flows.keys()];
        const taken = ids.flatMap((id) => flows.get(id) ?? []);
        for (const { flow } of taken) flows.delete(flow.id);
        hidden.set(token, taken);
      },
      unhide: (token) => {
        const taken = hidden.get(token) ?? [];
        hidden.delete(token);
        for (const item of taken) flows.set(item.flow.id, item);
        return taken.length;
      },
      purgeHidden: () => hidden.clear(),
      statistics: () => statisticsOf([...flows.values()].map(({ row }) => row)),
    },
    cache: {
      save: (entry) => void cache.set(entry.summary.key, entry),
      remove: (key) => void cache.delete(key),
      load: () => [...cache.values()],
    },
    certificates: {
      save: (certificate) => void certificates.set(certificate.fingerprint, certificate),
      remove: (fingerprint) => void certificates.delete(fingerprint),
      load: () => [...certificates.values()],
    },
    values: {
      read: (name) => values.get(name),
      write: (name, value) => void values.set(name, value),
    },
    close: () => {},
  };
}

/** Whether a finished flow passes a filter. */
function isShown({ label, serialNumber, source, verdict }: FlowRow, filter: FlowFilter): boolean {
  const status = verdict?.status ?? 'not-asked';
  const text = `${label} ${serialNumber} ${verdict?.words ?? ''}`.toLowerCase();
  return (
    (filter.statuses?.includes(status) ?? true) &&
    (filter.sources?.includes(source) ?? true) &&
    text.includes(filter.text.trim().toLowerCase())
  );
}

function statisticsOf(rows: readonly FlowRow[]): FlowStatistics {
  const durations = rows
    .slice(-percentileWindow)
    .flatMap(({ verdict }) => verdict?.durationMs ?? []);
  durations.sort((a, b) => a - b);
  const at = (share: number) =>
    durations[Math.max(0, Math.ceil(share * durations.length) - 1)] ?? null;
  return { total: rows.length, p50Ms: at(0.5), p95Ms: at(0.95) };
}
