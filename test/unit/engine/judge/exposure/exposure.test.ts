import { describe, expect, it } from 'vitest';
import { exposureOf } from '#engine/judge/exposure/exposure.ts';
import {
  defaultHabits,
  type ExposureHabits,
  type ExposurePartId,
  type ExposureSetting,
} from '#shared/model/exposure.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';

interface Changes {
  readonly policy?: Partial<Policy>;
  readonly cache?: Partial<Policy['cache']>;
  readonly responder?: Partial<ExposureHabits['responder']>;
  readonly server?: Partial<ExposureHabits['server']>;
}

function of({ policy, cache, responder, server }: Changes) {
  return exposureOf(
    { ...defaultPolicy, ...policy, cache: { ...defaultPolicy.cache, ...cache } },
    {
      responder: { ...defaultHabits.responder, ...responder },
      server: { ...defaultHabits.server, ...server },
    },
  );
}

const minute = 60;
const hour = 3_600;
const day = 86_400;
const hold = { hold: 'past-next-update' } as const;
const again = { oldAnswers: 'come-again' } as const;

/** The seconds are reckoned from the rules of the cache and of the checks: 30 to 60 minutes, a skew of five. */
type Row = readonly [string, Changes, number | null, ExposurePartId, ExposureSetting];
const rows: readonly Row[] = [
  ['an hour: the maximum of the cache', {}, hour, 'cache', 'policy.cache.maxSeconds'],
  [
    'what is left until nextUpdate',
    { responder: { nextUpdateSeconds: 10 * minute } },
    10 * minute,
    'cache',
    'responder.nextUpdateSeconds',
  ],
  [
    'the minimum without nextUpdate',
    { responder: { nextUpdateSeconds: null } },
    30 * minute,
    'cache',
    'policy.cache.minSeconds',
  ],
  [
    'the minimum where an entry is held',
    { cache: hold, responder: { nextUpdateSeconds: 10 * minute } },
    30 * minute,
    'hold',
    'policy.cache.hold',
  ],
  ['nothing without a cache', { cache: { use: 'off' } }, 0, 'cache', 'policy.cache.use'],
  [
    'nothing where a nonce is required',
    { policy: { nonce: 'require' } },
    0,
    'cache',
    'policy.nonce',
  ],
  [
    'the maximum age, which what is kept is held to as well',
    { policy: { maxAgeSeconds: 120 } },
    120,
    'cache',
    'policy.maxAgeSeconds',
  ],
  [
    'the delay and the cache after it',
    { responder: { delaySeconds: 600 } },
    600 + hour,
    'responder-delay',
    'responder.delaySeconds',
  ],
  [
    'nextUpdate and the skew where old answers come again',
    { responder: again },
    7 * day + 300,
    'old-answer',
    'responder.nextUpdateSeconds',
  ],
  [
    'the same and a hold from its last moment on',
    { cache: hold, responder: { ...again, nextUpdateSeconds: 600 } },
    600 + 300 + 30 * minute,
    'hold',
    'policy.cache.hold',
  ],
  [
    'the maximum age where old answers come again',
    { policy: { maxAgeSeconds: day }, responder: again },
    day,
    'old-answer',
    'policy.maxAgeSeconds',
  ],
  [
    'no end where old answers without nextUpdate come again',
    { responder: { ...again, nextUpdateSeconds: null } },
    null,
    'old-answer',
    'responder.nextUpdateSeconds',
  ],
  [
    'nothing of an old answer where a nonce is required',
    { policy: { nonce: 'require' }, responder: again },
    0,
    'old-answer',
    'policy.nonce',
  ],
  [
    'no end where the fallback allows and the responder may be silent',
    { policy: { fallback: 'allow' } },
    null,
    'outage',
    'policy.fallback',
  ],
  [
    'the silence where it has a limit',
    { policy: { fallback: 'allow' }, responder: { outageSeconds: 2 * hour } },
    3 * hour,
    'outage',
    'responder.outageSeconds',
  ],
  [
    'the fallback of its own cause counts: block',
    {
      policy: {
        fallback: 'allow',
        fallbackByCause: { ...defaultPolicy.fallbackByCause, 'no-answer': 'block' },
      },
    },
    hour,
    'outage',
    'policy.fallback',
  ],
  [
    'no end where what is not valid is admitted and old answers come again',
    {
      policy: {
        fallbackByCause: { ...defaultPolicy.fallbackByCause, 'answer-not-valid': 'allow' },
      },
      responder: again,
    },
    null,
    'outage',
    'policy.fallback',
  ],
  [
    'a session that is not judged again',
    { server: { resumption: 'not-judged', sessionSeconds: 300 } },
    hour + 300,
    'resumption',
    'server.resumption',
  ],
  [
    'no end of a connection that is decided on once',
    { server: { recheck: 'each-connection' } },
    null,
    'keep-alive',
    'server.recheck',
  ],
  [
    'a connection that lasts for so long',
    { server: { recheck: 'each-connection', connectionSeconds: 900 } },
    hour + 900,
    'keep-alive',
    'server.recheck',
  ],
  [
    'no end where nobody is asked',
    { policy: { ocsp: 'not-enabled' } },
    null,
    'ocsp-not-enabled',
    'policy.ocsp',
  ],
];

describe('exposureOf', () => {
  it.each(rows)('reckons %s', (_, changes, seconds, id, setting) => {
    const exposure = of(changes);
    expect(exposure.seconds).toBe(seconds);
    expect(exposure.parts.find((part) => part.id === id)?.setting).toBe(setting);
  });

  it('adds up its parts', () => {
    const { seconds, parts } = of({
      policy: { fallback: 'allow' },
      cache: hold,
      responder: { ...again, delaySeconds: 7, nextUpdateSeconds: 600, outageSeconds: 60 },
      server: { recheck: 'each-connection', connectionSeconds: 11 },
    });
    expect(parts.find(({ id }) => id === 'outage')?.seconds).toBeNull();
    expect(seconds).toBeNull();
    expect(parts.map(({ seconds: each }) => each)).toEqual([7, 900, 0, 1_800, null, 0, 11]);
  });
});
