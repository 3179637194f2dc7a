import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { defaultHabits, type ExposureHabits } from '#shared/model/exposure.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { measureExposure } from '#workbench/exposure/measure-exposure.ts';

const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const transport = createHttpTransport({ clock, network: () => 'loopback-only', proxy: () => null });
afterAll(() => transport.close());

interface Changes {
  readonly policy?: Partial<Policy>;
  readonly cache?: Partial<Policy['cache']>;
  readonly responder?: Partial<ExposureHabits['responder']>;
  readonly server?: Partial<ExposureHabits['server']>;
}

async function measure({ policy, cache, responder, server }: Changes) {
  const measured = await measureExposure({
    policy: { ...defaultPolicy, ...policy, cache: { ...defaultPolicy.cache, ...cache } },
    habits: {
      responder: { ...defaultHabits.responder, ...responder },
      server: { ...defaultHabits.server, ...server },
    },
    clock,
    random: (count) => new Uint8Array(randomBytes(count)),
    transport,
    signal: new AbortController().signal,
  });
  if (!measured.ok) throw new Error(JSON.stringify(measured.error));
  return measured.value;
}

const hold = { hold: 'past-next-update' } as const;
const again = { oldAnswers: 'come-again' } as const;

/** A lab, a server and clients that really visit; the clock alone is moved. */
const rows: readonly (readonly [string, Changes, number | null])[] = [
  [
    'a delay, and a maximum age',
    { policy: { maxAgeSeconds: 90 }, responder: { delaySeconds: 40 } },
    130,
  ],
  [
    'old answers that come again, held from the last moment on',
    { cache: hold, responder: { ...again, nextUpdateSeconds: 600 } },
    2_700,
  ],
  ['a nonce that old answers lack', { policy: { nonce: 'require' }, responder: again }, 0],
  [
    'two hours of silence and fallback allow',
    { policy: { fallback: 'allow' }, responder: { outageSeconds: 7_200 } },
    10_800,
  ],
  ['a connection that is decided on once', { server: { recheck: 'each-connection' } }, null],
];

describe('what is measured is what is reckoned', () => {
  it.each(rows)('with %s', async (_, changes, seconds) => {
    const measured = await measure(changes);
    expect(measured.predicted.seconds).toBe(seconds);
    if (seconds === null) return expect(measured.seconds).toBeNull();
    // Each part is watched to the second: the last that admits, the first that denies.
    expect(Math.abs((measured.seconds ?? Number.NaN) - seconds)).toBeLessThanOrEqual(2);
  });
});
