import type { FlowFilter, FlowPage, FlowRow } from '#shared/flow/flow.ts';

/** Rows are fetched and kept in blocks of this many. */
export const blockSize = 100;

/** More blocks than this are not kept: 6,000 rows. */
const keptBlocks = 60;

/**
 * The part of the flow list that the window knows. Rows stand by age (0 is the oldest), so that a new
 * flow at the top moves none of them.
 */
export interface FlowListState {
  readonly filter: FlowFilter;
  /** Counts up whenever what is known no longer holds; answers to older questions are dropped. */
  readonly generation: number;
  readonly total: number;
  readonly blocks: ReadonlyMap<number, readonly (string | undefined)[]>;
  readonly rows: ReadonlyMap<string, FlowRow>;
}

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

export const emptyFilter: FlowFilter = { statuses: null, sources: null, text: '' };

/** A list that knows one page. */
export function createFlowList(
  filter: FlowFilter,
  generation: number,
  page: FlowPage,
): FlowListState {
  const empty = { filter, generation, total: page.total, blocks: new Map(), rows: new Map() };
  return placePage(empty, 0, page);
}

/** Whether the filter lets every flow through. */
export function isUnfiltered(filter: FlowFilter): boolean {
  return filter.statuses === null && filter.sources === null && filter.text.trim() === '';
}

/** The id of the row at a place of the list, newest first; undefined while it is not known. */
export function rowIdAt(list: FlowListState, index: number): string | undefined {
  const age = list.total - 1 - index;
  return age < 0 ? undefined : list.blocks.get(Math.floor(age / blockSize))?.[age % blockSize];
}

/** The place of a known row; −1 where it is not known. */
export function indexOfRow(list: FlowListState, id: string): number {
  for (const [block, ids] of list.blocks) {
    const slot = ids.indexOf(id);
    if (slot >= 0) return list.total - 1 - (block * blockSize + slot);
  }
  return -1;
}

/** Whether the row at a place says the same as the newer one above it: the same client, and the same outcome. */
export function isRepeat(list: FlowListState, index: number): boolean {
  const above = index === 0 ? undefined : list.rows.get(rowIdAt(list, index - 1) ?? '');
  const row = list.rows.get(rowIdAt(list, index) ?? '');
  if (above === undefined || row === undefined) return false;
  return (
    row.verdict !== null &&
    row.label === above.label &&
    row.serialNumber === above.serialNumber &&
    row.source === above.source &&
    row.client === above.client &&
    row.verdict.words === above.verdict?.words
  );
}

/** Takes in a page that was asked for at `offset`; ages follow from the page's own total. */
export function placePage(list: FlowListState, offset: number, page: FlowPage): FlowListState {
  const rows = new Map(list.rows);
  for (const row of page.rows) rows.set(row.id, row);
  const blocks = withSlots(
    list.blocks,
    page.rows.map((row, position) => ({ age: page.total - 1 - offset - position, id: row.id })),
  );
  return trimmed(
    { ...list, total: Math.max(list.total, page.total), blocks, rows },
    page.total - offset,
  );
}

/**
 * Takes in rows that are new or have changed; null where they do not fit and the list must be read anew.
 * `finished` counts the finished flows: those that run stand above them in the list.
 */
export function applyRows(
  list: FlowListState,
  changed: readonly FlowRow[],
  finished: number,
): FlowListState | null {
  const rows = new Map(list.rows);
  const added: FlowRow[] = [];
  for (const row of changed) {
    if (!list.rows.has(row.id)) added.push(row);
    rows.set(row.id, row);
  }
  const fresh = dedupe(added);
  const running = [...rows.values()].filter((row) => row.verdict === null).length;
  const total = finished + running;
  if (total - list.total !== fresh.length) return null;
  const blocks = withSlots(
    list.blocks,
    fresh.map((row, position) => ({ age: list.total + position, id: row.id })),
  );
  return trimmed({ ...list, total, blocks, rows }, total);
}

/** The pages to ask for so that the rows of a stretch become known. */
export function missingPages(
  list: FlowListState,
  first: number,
  last: number,
): readonly PageRequest[] {
  const oldest = Math.max(0, list.total - 1 - last);
  const newest = Math.min(list.total - 1, list.total - 1 - first);
  const pages: PageRequest[] = [];
  for (
    let block = Math.floor(newest / blockSize);
    block * blockSize + blockSize > oldest;
    block -= 1
  ) {
    if (block < 0) break;
    const low = block * blockSize;
    const high = Math.min(low + blockSize, list.total) - 1;
    if (!isBlockKnown(list, block, high - low + 1)) {
      pages.push({ offset: list.total - 1 - high, limit: high - low + 1 });
    }
  }
  return pages;
}

function isBlockKnown(list: FlowListState, block: number, length: number): boolean {
  const ids = list.blocks.get(block);
  if (ids === undefined) return false;
  for (let slot = 0; slot < length; slot += 1) if (ids[slot] === undefined) return false;
  return true;
}

/** The blocks with rows put in at their ages; each block that changes is copied once. */
function withSlots(
  known: FlowListState['blocks'],
  slots: readonly { readonly age: number; readonly id: string }[],
): FlowListState['blocks'] {
  const drafts = new Map<number, (string | undefined)[]>();
  for (const { age, id } of slots) {
    if (age < 0) continue;
    const block = Math.floor(age / blockSize);
    const ids = drafts.get(block) ?? [...(known.get(block) ?? [])];
    ids[age % blockSize] = id;
    drafts.set(block, ids);
  }
  return new Map([...known, ...drafts]);
}

/** Forgets the blocks that are farthest from `age` once there are too many. */
function trimmed(list: FlowListState, age: number): FlowListState {
  if (list.blocks.size <= keptBlocks) return list;
  const here = Math.floor(age / blockSize);
  const near = [...list.blocks.keys()].sort((a, b) => Math.abs(a - here) - Math.abs(b - here));
  const blocks = new Map(list.blocks);
  const rows = new Map(list.rows);
  for (const far of near.slice(keptBlocks)) {
    for (const id of blocks.get(far) ?? []) if (id !== undefined) rows.delete(id);
    blocks.delete(far);
  }
  return { ...list, blocks, rows };
}

function dedupe(rows: readonly FlowRow[]): readonly FlowRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
