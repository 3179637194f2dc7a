import { expect, it } from 'vitest';
import { soak } from '../support/load/soak.ts';

it('decides 1,000 authentications rightly, 50 at a time, and leaves nothing behind', async () => {
  const report = await soak(1_000);
  expect(report.wrong.slice(0, 5)).toEqual([]);
  expect(report).toMatchObject({
    decisions: 1_000,
    unfinished: 0,
    openSockets: 0,
    openHandles: 0,
  });
  expect(report.fromCache).toBeGreaterThan(400);
  expect(report.heapGrowthBytes).toBeLessThan(4 * 1_048_576);
}, 60_000);
