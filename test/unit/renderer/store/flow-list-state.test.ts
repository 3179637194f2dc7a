import { describe, expect, it } from 'vitest';
import type { FlowRow } from '#shared/flow/flow.ts';
import {
  applyRows,
  blockSize,
  createFlowList,
  emptyFilter,
  type FlowListState,
  indexOfRow,
  missingPages,
  placePage,
  rowIdAt,
} from '../../../../src/renderer/src/store/flow-list-state.ts';
import { sampleRow } from '../../../support/flow-samples.ts';

/** Rows from the newest (`flow-249`) to the oldest (`flow-0`), as the main process lists them. */
function newestFirst(count: number): readonly FlowRow[] {
  return Array.from({ length: count }, (_, index) => sampleRow(`flow-${count - 1 - index}`));
}

function listOf(count: number, known: number): FlowListState {
  return createFlowList(emptyFilter, 0, { rows: newestFirst(count).slice(0, known), total: count });
}

describe('the flow list', () => {
  it('finds a row by its place, the newest first', () => {
    const list = listOf(250, 10);
    expect(rowIdAt(list, 0)).toBe('flow-249');
    expect(rowIdAt(list, 9)).toBe('flow-240');
    expect(rowIdAt(list, 10)).toBeUndefined();
    expect(indexOfRow(list, 'flow-245')).toBe(4);
    expect(indexOfRow(list, 'flow-1')).toBe(-1);
  });

  it('moves no known row when a new flow comes', () => {
    const list = applyRows(listOf(250, 10), [sampleRow('flow-250')], 251);
    expect(list).not.toBeNull();
    if (list === null) return;
    expect(list.total).toBe(251);
    expect(rowIdAt(list, 0)).toBe('flow-250');
    expect(rowIdAt(list, 1)).toBe('flow-249');
    expect(rowIdAt(list, 10)).toBe('flow-240');
  });

  it('counts a running flow above the finished ones, and keeps its place when it finishes', () => {
    const running = applyRows(listOf(3, 3), [sampleRow('flow-3', null)], 3);
    expect(running?.total).toBe(4);
    const finished = running === null ? null : applyRows(running, [sampleRow('flow-3')], 4);
    expect(finished?.total).toBe(4);
    expect(finished?.rows.get('flow-3')?.verdict).not.toBeNull();
  });

  it('asks to be read anew when the number of flows does not fit the rows', () => {
    expect(applyRows(listOf(3, 3), [sampleRow('flow-3')], 9)).toBeNull();
    expect(applyRows(listOf(3, 3), [], 1)).toBeNull();
  });

  it('asks for the blocks of a stretch that are not whole, and for no other', () => {
    const list = listOf(1_000, 200);
    expect(missingPages(list, 0, 150)).toEqual([]);
    expect(missingPages(list, 190, 320)).toEqual([
      { offset: 200, limit: blockSize },
      { offset: 300, limit: blockSize },
    ]);
  });

  it('asks for the oldest rows up to the first', () => {
    expect(missingPages(listOf(250, 10), 240, 249)).toEqual([{ offset: 150, limit: 100 }]);
    expect(missingPages(listOf(0, 0), 0, 20)).toEqual([]);
  });

  it('places a page by its own total, even if a flow came since it was asked for', () => {
    const before = listOf(250, 10);
    const list = placePage(before, 10, { rows: newestFirst(251).slice(10, 20), total: 251 });
    expect(rowIdAt(list, 10)).toBe('flow-240');
    expect(rowIdAt(list, 19)).toBe('flow-231');
    expect(rowIdAt(list, 0)).toBeUndefined();
    expect(rowIdAt(list, 1)).toBe('flow-249');
  });

  it('forgets far blocks once it knows too many', () => {
    const all = newestFirst(20_000);
    let list = createFlowList(emptyFilter, 0, { rows: all.slice(0, 100), total: 20_000 });
    for (let offset = 100; offset < 20_000; offset += 100) {
      list = placePage(list, offset, { rows: all.slice(offset, offset + 100), total: 20_000 });
    }
    expect(list.blocks.size).toBeLessThanOrEqual(60);
    expect(list.rows.size).toBe(list.blocks.size * blockSize);
    expect(rowIdAt(list, 19_950)).toBe('flow-49');
    expect(rowIdAt(list, 0)).toBeUndefined();
  });
});
