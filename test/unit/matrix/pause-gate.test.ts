import { describe, expect, it } from 'vitest';
import { inPool } from '#matrix/in-pool.ts';
import { createPauseGate } from '#matrix/pause-gate.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a run that is paused', () => {
  it('ends what is under way, begins nothing new, and goes on where it was', async () => {
    const gate = createPauseGate();
    const { signal } = new AbortController();
    const done: number[] = [];
    const all = inPool(
      [1, 2, 3],
      async (item) => {
        if (item === 1) gate.pause();
        await turn();
        done.push(item);
      },
      { parallel: 1, gate, signal },
    );
    for (let turns = 0; turns < 10; turns += 1) await turn();
    expect([gate.isPaused(), done]).toEqual([true, [1]]);
    gate.resume();
    await all;
    expect(done).toEqual([1, 2, 3]);
  });

  it('can be cancelled while it is paused', async () => {
    const gate = createPauseGate();
    const cancelling = new AbortController();
    gate.pause();
    const done: number[] = [];
    const { signal } = cancelling;
    const all = inPool([1], async (item) => void done.push(item), { parallel: 1, gate, signal });
    cancelling.abort();
    await all;
    expect(done).toEqual([]);
  });
});
