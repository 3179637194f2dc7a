import { expect, it } from 'vitest';
import { createSweepControl } from '#workbench/sweep/sweep-control.ts';
import { createSweepProgress } from '#workbench/sweep/sweep-progress.ts';

it('tells the rate of late and the time that is left, without the time in which it was held', () => {
  let now = 5_000;
  const clock = { monotonic: () => now };
  const control = createSweepControl(clock);
  let read = 0;
  const progress = createSweepProgress({ clock, control, fraction: () => read });
  for (let i = 1; i <= 100; i++) {
    now += 100;
    read = i / 400;
    progress.add();
  }
  expect(progress.get()).toEqual({
    state: 'running',
    done: 100,
    perSecond: 10,
    fraction: 0.25,
    leftMs: 30_000,
  });
  control.pause();
  now += 60_000;
  expect(progress.get()).toMatchObject({ state: 'paused', perSecond: 10, leftMs: 30_000 });
  control.resume();
  now += 10_000;
  // Of the last 15 seconds: 50 results in the first 5 of them.
  expect(progress.get().perSecond).toBeCloseTo(50 / 15);
  expect(control.pausedMs()).toBe(60_000);
});

it('tells no time that is left where the size of the input is not known', () => {
  let now = 0;
  const clock = { monotonic: () => now };
  const control = createSweepControl(clock);
  const progress = createSweepProgress({ clock, control, fraction: () => null });
  now = 1_000;
  progress.add();
  expect(progress.get()).toEqual({
    state: 'running',
    done: 1,
    perSecond: 1,
    fraction: null,
    leftMs: null,
  });
});
