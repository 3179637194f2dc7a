import { expect, it } from 'vitest';
import { createAside } from '#workbench/sweep/aside.ts';

async function handed(costMs: number): Promise<number> {
  let now = 0;
  const aside = createAside({ monotonic: () => now });
  let begun = 0;
  for (let i = 0; i < 500; i++) {
    await aside.run(() => {
      begun += 1;
      now += costMs;
      return Promise.resolve();
    });
  }
  return begun;
}

it('goes on handing work over where that is quick', async () => {
  expect(await handed(0.01)).toBe(500);
});

it('stops where handing over takes as long as the work', async () => {
  expect(await handed(0.15)).toBe(128);
});
