import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FlowRow } from '#shared/flow/flow.ts';
import {
  placeRows,
  repeatHeight,
  rowHeight,
} from '../../../../../src/renderer/src/features/flow-list/row-places.ts';
import {
  createFlowList,
  emptyFilter,
} from '../../../../../src/renderer/src/store/flow-list-state.ts';
import { sampleRow } from '../../../../support/flow-samples.ts';

/** Known rows, newest first, of clients that are named; each says the same as others of its client. */
function rowsOf(names: readonly string[]): readonly FlowRow[] {
  return names.map((label, index) => ({ ...sampleRow(`flow-${index}`), label }));
}

it('gives a row that says the same as the one above it less room', () => {
  const list = createFlowList(emptyFilter, 0, {
    rows: rowsOf(['a', 'a', 'b', 'b', 'a']),
    total: 7,
  });
  const places = placeRows(list);
  const heights = [0, 1, 2, 3, 4, 5, 6].map(places.heightOf);
  const [row, again] = [rowHeight, repeatHeight];
  // What is not known yet is as high as any.
  expect(heights).toEqual([row, again, row, again, row, row, row]);
  expect(places.height).toBe(5 * row + 2 * again);
});

it('finds the row at each place, whatever repeats', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 300 }),
      fc.nat({ max: 100_000 }),
      (names, unknown) => {
        const total = names.length + unknown;
        const places = placeRows(createFlowList(emptyFilter, 0, { rows: rowsOf(names), total }));
        for (const index of [0, Math.floor(names.length / 2), names.length - 1, total - 1]) {
          expect(places.at(places.top(index))).toBe(index);
          expect(places.at(places.top(index) + places.heightOf(index) - 1)).toBe(index);
        }
        expect(places.top(total - 1) + places.heightOf(total - 1)).toBe(places.height);
      },
    ),
    { numRuns: 100 },
  );
});
