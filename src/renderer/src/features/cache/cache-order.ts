import type { CacheEntrySummary } from '#shared/model/cache.ts';
import { shortResponder } from '#shared/wording/cache.ts';
import { toSearchText } from '#shared/wording/serial.ts';

export type CacheOrderColumn =
  | 'certificate'
  | 'status'
  | 'responder'
  | 'life'
  | 'nextUpdate'
  | 'hits';

export interface CacheOrder {
  readonly column: CacheOrderColumn;
  readonly direction: 'up' | 'down';
}

/** The order after a click on a head: the same head turns it round. */
export function nextOrder(order: CacheOrder, column: CacheOrderColumn): CacheOrder {
  if (order.column !== column) return { column, direction: column === 'hits' ? 'down' : 'up' };
  return { column, direction: order.direction === 'up' ? 'down' : 'up' };
}

/** The entries whose certificate, serial number, responder or status holds the text, in order. */
export function arrangeEntries(
  entries: readonly CacheEntrySummary[],
  text: string,
  order: CacheOrder,
): readonly CacheEntrySummary[] {
  const wanted = toSearchText(text);
  const shown = entries.filter(
    (entry) =>
      wanted === '' ||
      [entry.certificateLabel, entry.certId.serialNumber, entry.responderUri, entry.status].some(
        (field) => field.toLowerCase().includes(wanted),
      ),
  );
  const sign = order.direction === 'up' ? 1 : -1;
  return shown.toSorted((a, b) => sign * compare(a, b, order.column));
}

function compare(a: CacheEntrySummary, b: CacheEntrySummary, column: CacheOrderColumn): number {
  switch (column) {
    case 'certificate':
      return a.certificateLabel.localeCompare(b.certificateLabel);
    case 'status':
      return a.status.localeCompare(b.status);
    case 'responder':
      return shortResponder(a).localeCompare(shortResponder(b));
    case 'life':
      return a.expiresAt - b.expiresAt;
    case 'nextUpdate':
      return (a.nextUpdate ?? Number.MAX_SAFE_INTEGER) - (b.nextUpdate ?? Number.MAX_SAFE_INTEGER);
    case 'hits':
      return a.hits - b.hits;
  }
}
