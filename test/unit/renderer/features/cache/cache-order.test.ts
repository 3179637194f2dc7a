import { describe, expect, it } from 'vitest';
import {
  arrangeEntries,
  nextOrder,
} from '../../../../../src/renderer/src/features/cache/cache-order.ts';
import { sampleEntry } from '../../../../support/flow-samples.ts';

const entries = [
  sampleEntry({ key: 'a', certificateLabel: 'anna', hits: 3, nextUpdate: null }),
  sampleEntry({ key: 'b', certificateLabel: 'bert', hits: 9, status: 'revoked' }),
  sampleEntry({ key: 'c', certificateLabel: 'cleo', hits: 1, expiresAt: 5 }),
];
const keys = (text: string, column: 'hits' | 'life' | 'nextUpdate' | 'certificate') =>
  arrangeEntries(entries, text, { column, direction: 'up' }).map(({ key }) => key);

describe('the order of the cache', () => {
  it('sorts by the chosen column; an absent nextUpdate is the farthest', () => {
    expect(keys('', 'hits')).toEqual(['c', 'a', 'b']);
    expect(keys('', 'life')[0]).toBe('c');
    expect(keys('', 'nextUpdate').at(-1)).toBe('a');
  });

  it('finds by name, serial number, responder and status', () => {
    expect(keys('CLEO', 'certificate')).toEqual(['c']);
    expect(keys('revoked', 'certificate')).toEqual(['b']);
    expect(keys('01f4', 'certificate')).toHaveLength(3);
    expect(keys('nobody', 'certificate')).toEqual([]);
  });

  it('turns round at the second click, and begins with the most hits', () => {
    const byLife = { column: 'life', direction: 'up' } as const;
    expect(nextOrder(byLife, 'life')).toEqual({ column: 'life', direction: 'down' });
    expect(nextOrder(byLife, 'hits')).toEqual({ column: 'hits', direction: 'down' });
  });
});
