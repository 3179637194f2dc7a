import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CacheEntry } from '#engine/ask/ports.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { encodeRequest } from '#pki/ocsp/request.ts';
import type { CacheEntrySummary } from '#shared/model/cache.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { checkIds } from '#shared/model/verdict.ts';
import {
  createTestEngine,
  type TestEngine,
  type TestEngineOptions,
  type TestRun,
  verdictWords,
} from '../support/engine.ts';
import { type BehaviourChoice, startHostileServer } from '../support/hostile-server.ts';
import {
  type AnswerOptions,
  answer,
  at,
  client,
  day,
  delegate,
  hour,
  issuer,
  minute,
  root,
  single,
} from '../support/ocsp-builder.ts';
import { issueCertificate, testExtensions } from '../support/test-certificate.ts';

const revoked = single({
  certStatus: { status: 'revoked', revocation: { time: at - day, reason: 'keyCompromise' } },
});
const unknown = single({ certStatus: { status: 'unknown' } });
const withCache = (changes: Partial<Policy['cache']>): Partial<Policy> => ({
  cache: { ...defaultPolicy.cache, ...changes },
});

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** An engine and a responder that answers so; `ask` tells the verdict and where it came from. */
async function open(options: AnswerOptions = {}, engineOptions: TestEngineOptions = {}) {
  const respond = (how: AnswerOptions): BehaviourChoice => ({ kind: 'respond', body: answer(how) });
  const server = await startHostileServer(respond(options));
  onTestFinished(() => server.stop());
  const engine = createTestEngine({ at, ...engineOptions });
  closing.push(engine.close);
  const run = (policy: Partial<Policy> = {}) =>
    engine.ask({
      certificate: client.certificate,
      trustAnchors: [issuer.certificate, root.certificate],
      policy: { responderUri: server.url, ...policy },
    });
  return {
    engine,
    server,
    run,
    answerWith: (how: AnswerOptions) => server.behave(respond(how)),
    ask: async (policy: Partial<Policy> = {}) => fromWhere(await run(policy)),
    onlyEntry: (): CacheEntry => {
      const [entry, ...others] = engine.cache.entries();
      if (entry === undefined || others.length > 0) throw new Error('not one entry');
      return entry;
    },
  };
}

function fromWhere({ outcome }: TestRun): string {
  return `${verdictWords(outcome)} (${outcome.fromCache ? 'cache' : 'responder'})`;
}

describe('an answer that is asked for twice', () => {
  it('is missed, stored and then hit, without a second request', async () => {
    const { run, server, engine, onlyEntry } = await open();
    const first = await run();
    const { key, expiresAt, expiryCause } = onlyEntry().summary;
    expect(first.steps).toEqual([
      'certificate-presented',
      'chain-evaluated',
      'responder-uri-chosen',
      'cache-looked-up',
      'request-sent',
      'response-received',
      'checks-completed',
      'status-concluded',
      'decision-made',
      'cache-stored',
    ]);
    expect(first.step('cache-stored')).toEqual({
      type: 'cache-stored',
      key,
      expiresAt,
      expiryCause,
    });

    engine.clock.advance(minute);
    const second = await run();
    expect(second.steps).toEqual([
      'certificate-presented',
      'chain-evaluated',
      'responder-uri-chosen',
      'cache-looked-up',
      'checks-completed',
      'status-concluded',
      'decision-made',
    ]);
    expect(second.step('cache-looked-up')).toMatchObject({
      outcome: 'hit',
      entry: { originFlowId: first.flow.id, hits: 0, storedAt: at },
      response: first.step('response-received')?.response.body,
    });
    expect(second.outcome).toMatchObject({
      status: 'good',
      fromCache: true,
      responderUri: server.url,
      response: first.outcome.response,
    });
    expect(onlyEntry().summary).toMatchObject({ hits: 1, lastHitAt: at + minute });
    expect(server.requests).toHaveLength(1);
    expect(engine.cache.statistics()).toEqual({ entries: 1, hits: 1, misses: 1, coalesced: 0 });
  });

  it('is judged again at the time of the hit', async () => {
    const { run, engine } = await open();
    await run();
    engine.clock.advance(10 * minute);
    const { outcome } = await run();
    const nextUpdate = outcome.checks.find(({ id }) => id === 'next-update');
    expect(nextUpdate?.evidence.verificationTime).toBe('2026-01-10T12:10:00Z');
    expect(outcome.checks.map(({ id }) => id)).toEqual(checkIds);
  });

  it.each([
    ['revoked', revoked, 'revoked keyCompromise'],
    ['unknown', unknown, 'unknown'],
  ])('is served from the cache where it says %s', async (_status, response, words) => {
    const { ask, server } = await open({ responses: [response] });
    expect([await ask(), await ask()]).toEqual([`${words} (responder)`, `${words} (cache)`]);
    expect(server.requests).toHaveLength(1);
  });

  it('leaves the decision to the fallback of the moment where it says unknown', async () => {
    const { run, server } = await open({ responses: [unknown] });
    const decisions = [
      (await run({ fallback: 'block' })).outcome.decision,
      (await run({ fallback: 'allow' })).outcome.decision,
    ];
    expect(decisions).toEqual([
      { outcome: 'deny', decidedBy: 'fallback' },
      { outcome: 'allow', decidedBy: 'fallback' },
    ]);
    expect(server.requests).toHaveLength(1);
  });

  it('is never stored where it could not be trusted', async () => {
    const { ask, engine, server, answerWith } = await open({ signature: 'corrupt' });
    expect(await ask()).toBe('indeterminate signature-invalid (responder)');
    expect(engine.cacheChanges).toEqual([]);
    answerWith({});
    expect(await ask()).toBe('good (responder)');
    expect(server.requests).toHaveLength(2);
  });

  it('does not outlive a revocation longer than its entry', async () => {
    const { ask, engine, answerWith } = await open();
    const seen = [await ask()];
    answerWith({ responses: [revoked] });
    seen.push(await ask());
    engine.clock.advance(hour);
    answerWith({
      producedAt: at + hour,
      responses: [{ ...revoked, thisUpdate: at + hour }],
    });
    seen.push(await ask());
    expect(seen).toEqual(['good (responder)', 'good (cache)', 'revoked keyCompromise (responder)']);
  });

  it('bypasses the cache where the policy turns it off', async () => {
    const { run, server, engine } = await open();
    const runs = [await run(withCache({ use: 'off' })), await run(withCache({ use: 'off' }))];
    expect(runs.map((one) => one.step('cache-looked-up'))).toEqual([
      { type: 'cache-looked-up', outcome: 'bypassed', cause: 'cache-off' },
      { type: 'cache-looked-up', outcome: 'bypassed', cause: 'cache-off' },
    ]);
    expect(server.requests).toHaveLength(2);
    expect(engine.cacheChanges).toEqual([]);
  });
});

describe('a look-up that finds nothing to serve', () => {
  it('never answers where a nonce is required, and keeps nothing', async () => {
    const nonce = new Uint8Array(32).fill(7);
    const { run, server, engine } = await open({ nonce }, { random: () => nonce });
    const runs = [await run({ nonce: 'require' }), await run({ nonce: 'require' })];
    expect(runs.map(fromWhere)).toEqual(['good (responder)', 'good (responder)']);
    const bypassed = { type: 'cache-looked-up', outcome: 'bypassed', cause: 'nonce-required' };
    expect(runs.map((one) => one.step('cache-looked-up'))).toEqual([bypassed, bypassed]);
    expect([server.requests.length, engine.cacheChanges]).toEqual([2, []]);
  });

  it('says that nothing is kept, or when what was kept expired', async () => {
    const { run, engine } = await open();
    const first = await run();
    engine.clock.advance(61 * minute);
    const second = await run();
    expect([first, second].map((one) => one.step('cache-looked-up'))).toEqual([
      { type: 'cache-looked-up', outcome: 'miss', cause: { code: 'none' } },
      {
        type: 'cache-looked-up',
        outcome: 'miss',
        cause: { code: 'expired', expiredAt: at + hour, at: at + 61 * minute },
      },
    ]);
  });
});

describe('the life of an entry', () => {
  interface Life {
    readonly name: string;
    readonly nextUpdate: number | null;
    readonly policy?: Partial<Policy>;
    readonly minutes: number;
    readonly cause: CacheEntrySummary['expiryCause'];
  }
  const lives: readonly Life[] = [
    {
      name: 'without nextUpdate',
      nextUpdate: null,
      minutes: 30,
      cause: 'minimum-without-next-update',
    },
    { name: 'with nextUpdate in 10 min', nextUpdate: 10, minutes: 10, cause: 'next-update' },
    { name: 'with nextUpdate in 30 min', nextUpdate: 30, minutes: 30, cause: 'next-update' },
    { name: 'with nextUpdate in 45 min', nextUpdate: 45, minutes: 45, cause: 'next-update' },
    { name: 'with nextUpdate in 60 min', nextUpdate: 60, minutes: 60, cause: 'next-update' },
    { name: 'with nextUpdate in a day', nextUpdate: 1_440, minutes: 60, cause: 'maximum' },
    {
      name: 'with nextUpdate in a day, at most 5 min',
      nextUpdate: 1_440,
      policy: withCache({ minSeconds: 60, maxSeconds: 300 }),
      minutes: 5,
      cause: 'maximum',
    },
    {
      name: 'held, with nextUpdate in 10 min',
      nextUpdate: 10,
      policy: withCache({ hold: 'past-next-update' }),
      minutes: 30,
      cause: 'held-past-next-update',
    },
    {
      name: 'held, with nextUpdate in 45 min',
      nextUpdate: 45,
      policy: withCache({ hold: 'past-next-update' }),
      minutes: 45,
      cause: 'next-update',
    },
  ];

  it.each(lives)('$name ends after $minutes min ($cause)', async (life) => {
    const { nextUpdate, policy = {}, minutes, cause } = life;
    const response = single({ nextUpdate: nextUpdate === null ? null : at + nextUpdate * minute });
    const { ask, engine, onlyEntry } = await open({ responses: [response] });
    await ask(policy);
    expect(onlyEntry().summary).toMatchObject({
      expiresAt: at + minutes * minute,
      expiryCause: cause,
    });
    engine.clock.set(at + minutes * minute - 1);
    expect(await ask(policy)).toBe('good (cache)');
    engine.clock.set(at + minutes * minute);
    // The old answer is sent again: what counts here is that it was asked for.
    expect(await ask(policy)).toMatch(/\(responder\)$/);
    expect(engine.cacheChanges).toContainEqual(
      expect.objectContaining({ type: 'removed', cause: 'expired' }),
    );
  });

  it('ends with the validity of the delegate that signed', async () => {
    const signer = issueCertificate({
      commonName: 'Short-lived Responder',
      issuer,
      notAfter: at + 20 * minute,
      extensions: [testExtensions.ocspSigning, testExtensions.noCheck],
    });
    const { ask, engine, onlyEntry } = await open({ signer });
    await ask();
    expect(onlyEntry().summary).toMatchObject({
      expiresAt: at + 20 * minute,
      expiryCause: 'signer-not-after',
    });
    engine.clock.set(at + 20 * minute - 1);
    expect(await ask()).toBe('good (cache)');
    engine.clock.set(at + 20 * minute + 1_000);
    expect(await ask()).toBe('indeterminate signer-expired (responder)');
  });

  it('is not begun for an answer whose nextUpdate passed within the skew', async () => {
    const { ask, engine } = await open({ responses: [single({ nextUpdate: at - minute })] });
    expect([await ask(), await ask()]).toEqual(['good (responder)', 'good (responder)']);
    expect(engine.cacheChanges).toEqual([]);
  });

  it('has not begun yet where the clock went back before it', async () => {
    const { ask, engine } = await open();
    await ask();
    engine.clock.set(at - minute);
    expect(await ask()).toBe('good (responder)');
  });
});

describe('an entry that is held past its nextUpdate', () => {
  const held = withCache({ hold: 'past-next-update' });
  const response = single({ nextUpdate: at + 10 * minute });

  it.each([
    ['before nextUpdate, in silence', 9 * minute, 'pass'],
    ['at nextUpdate, and says so', 10 * minute, 'warn'],
    ['within the skew, and says so', 12 * minute, 'warn'],
    ['after the skew, and says so', 29 * minute, 'warn'],
  ])('is served %s', async (_when, later, outcome) => {
    const { run, engine } = await open({ responses: [response] });
    await run(held);
    engine.clock.advance(later);
    const hit = await run(held);
    expect(fromWhere(hit)).toBe('good (cache)');
    const check = hit.outcome.checks.find(({ id }) => id === 'next-update');
    expect(check?.outcome).toBe(outcome);
    expect(/holds this answer past nextUpdate/.test(check?.message ?? '')).toBe(outcome === 'warn');
    const others = hit.outcome.checks.filter(({ id }) => id !== 'next-update');
    expect(others.filter((one) => ['warn', 'fail'].includes(one.outcome))).toEqual([]);
  });

  it('is not served under a policy that does not hold', async () => {
    const { ask, engine, server } = await open({ responses: [response] });
    await ask(held);
    engine.clock.advance(12 * minute);
    await ask({});
    expect(server.requests).toHaveLength(2);
  });
});

describe('a hit that a check refuses at its time', () => {
  it('is stale by the maximum age: the responder is asked, and the entry is gone', async () => {
    // thisUpdate is an hour before `at`.
    const policy = { maxAgeSeconds: 3_600 + 600 };
    const { run, ask, engine, answerWith } = await open();
    expect(await ask(policy)).toBe('good (responder)');
    engine.clock.advance(10 * minute);
    expect(await ask(policy)).toBe('good (cache)');
    engine.clock.advance(1_000);
    answerWith({ responses: [single({ thisUpdate: at + 10 * minute })], producedAt: at });
    const stale = await run(policy);
    expect(fromWhere(stale)).toBe('good (responder)');
    expect(stale.step('cache-looked-up')).toMatchObject({
      outcome: 'stale',
      check: { id: 'max-age', outcome: 'fail' },
    });
    expect(engine.cache.statistics()).toMatchObject({ entries: 1, hits: 1, misses: 2 });
    expect(await ask(policy)).toBe('good (cache)');
  });
});

describe('a change of the policy', () => {
  const changes: readonly [string, Partial<Policy>][] = [
    ['hash', { hash: 'sha256' }],
    ['nonce', { nonce: 'send' }],
    ['skew', { skewSeconds: 299 }],
    ['maximum age', { maxAgeSeconds: 86_400 }],
    ['SHA-1 signatures', { sha1Signatures: 'fail' }],
    ['configured responder certificate', { responderCertificate: delegate.certificate.der }],
    ['cache minimum', withCache({ minSeconds: 60 })],
    ['cache maximum', withCache({ maxSeconds: 3_599 })],
    ['hold', withCache({ hold: 'past-next-update' })],
  ];
  it.each(changes)('of %s misses', async (_what, policy) => {
    const { ask, run, server } = await open();
    await ask();
    const changed = await run(policy);
    expect(changed.step('cache-looked-up')).toMatchObject({
      outcome: 'miss',
      cause: { code: policy.hash === undefined ? 'other-policy' : 'none' },
    });
    expect(server.requests).toHaveLength(2);
    expect(await ask()).toBe('good (cache)');
  });

  it('of the responder URI misses', async () => {
    const { ask, server } = await open();
    await ask();
    expect(await ask({ responderUri: `${server.url}/other` })).toBe('good (responder)');
    expect(server.requests).toHaveLength(2);
  });

  it.each<[string, Partial<Policy>]>([
    ['fallback', { fallback: 'allow' }],
    ['time-outs', { connectTimeoutMs: 1_000, totalTimeoutMs: 2_000 }],
    ['size limit', { maxResponseBytes: 10_000 }],
    ['method', { method: 'post' }],
  ])('of %s hits', async (_what, policy) => {
    const { ask, server } = await open();
    await ask();
    expect(await ask(policy)).toBe('good (cache)');
    expect(server.requests).toHaveLength(1);
  });
});

describe('an entry that was restored from disk', () => {
  /** Fills a cache, tampers with the entry as a file would give it, and starts a new engine with it. */
  async function restart(tamper: (entry: CacheEntry) => CacheEntry, later = minute, policy = {}) {
    const world = await open();
    await world.ask(policy);
    const stored = structuredClone(world.onlyEntry());
    const engine = createTestEngine({ at: at + later });
    closing.push(engine.close);
    engine.cache.store(tamper(stored));
    const run = () =>
      engine.ask({
        certificate: client.certificate,
        trustAnchors: [issuer.certificate],
        policy: { responderUri: world.server.url, ...policy },
      });
    return { ...world, engine, run, stored, ask: async () => fromWhere(await run()) };
  }
  const inSummary = (changes: Partial<CacheEntrySummary>) => (entry: CacheEntry) => ({
    ...entry,
    summary: { ...entry.summary, ...changes },
  });

  it('is verified in full before its first use, and only then', async () => {
    const { ask, engine, stored } = await restart((entry) => entry);
    expect([await ask(), await ask()]).toEqual(['good (cache)', 'good (cache)']);
    const [entry] = engine.cache.entries();
    expect(entry).toEqual({
      ...stored,
      summary: { ...stored.summary, hits: 2, lastHitAt: at + minute },
    });
    expect(engine.cacheChanges.map(({ type }) => type)).toEqual(['stored', 'stored', 'hit', 'hit']);
  });

  it.each<[string, Partial<CacheEntrySummary>]>([
    ['status', { status: 'revoked' }],
    ['status and revocation', { status: 'revoked', revocation: { time: at, reason: null } }],
    ['label', { certificateLabel: 'Somebody Else' }],
    ['responder', { responderUri: 'http://evil.revoscope.test/' }],
    ['nextUpdate', { nextUpdate: null, thisUpdate: 0 }],
    ['fingerprint', { certificateFingerprint: '00' }],
  ])('is not believed in its %s', async (_what, changes) => {
    const { run, engine, stored, server } = await restart(inSummary(changes));
    const { outcome } = await run();
    expect(outcome).toMatchObject({
      status: 'good',
      revocation: null,
      fromCache: true,
      responderUri: server.url,
    });
    expect(engine.cache.entries()[0]?.summary).toEqual({
      ...stored.summary,
      hits: 1,
      lastHitAt: at + minute,
    });
  });

  it('is not believed in its expiresAt, and so is not served after its time', async () => {
    const { ask, server } = await restart(inSummary({ expiresAt: at + 365 * day }), 61 * minute);
    expect(await ask()).toBe('good (responder)');
    expect(server.requests).toHaveLength(2);
  });

  it('has its expiresAt set right where it is still good', async () => {
    const { ask, engine, stored } = await restart(inSummary({ expiresAt: at + 365 * day }));
    expect(await ask()).toBe('good (cache)');
    expect(engine.cache.entries()[0]?.summary.expiresAt).toBe(stored.summary.expiresAt);
  });

  it('is not served where it was stored in the future', async () => {
    const { ask, server } = await restart(
      inSummary({ storedAt: at + day, expiresAt: at + 2 * day }),
    );
    expect(await ask()).toBe('good (responder)');
    expect(server.requests).toHaveLength(2);
  });

  const other = issueCertificate({ commonName: 'Other', issuer });
  const otherId = createCertId(other.certificate, issuer.certificate, 'sha1');
  it.each<[string, (entry: CacheEntry) => CacheEntry]>([
    ['a forged response', (e) => ({ ...e, response: answer({ signature: 'corrupt' }) })],
    [
      "somebody else's response",
      (e) => ({ ...e, response: answer({ responses: [single({ certId: otherId })] }) }),
    ],
    [
      'an expired response',
      (e) => ({ ...e, response: answer({ responses: [single({ nextUpdate: at - hour / 2 })] }) }),
    ],
    ['an empty response', (e) => ({ ...e, response: new Uint8Array(0) })],
    ['a response that is none', (e) => ({ ...e, response: Uint8Array.of(1, 2, 3) })],
    ['a request that is none', (e) => ({ ...e, request: Uint8Array.of(1, 2, 3) })],
  ])('is dropped with %s, and the responder is asked', async (_what, tamper) => {
    const { run, server, engine } = await restart(tamper);
    const asked = await run();
    expect(asked.step('cache-looked-up')?.outcome).toMatch(/^(miss|stale)$/);
    expect(fromWhere(asked)).toBe('good (responder)');
    expect(server.requests).toHaveLength(2);
    expect(engine.cacheChanges).toContainEqual(
      expect.objectContaining({ type: 'removed', cause: 'evicted' }),
    );
  });

  it('is dropped where its nonce is not that of its request', async () => {
    const nonce = new Uint8Array(32).fill(7);
    const certId = createCertId(client.certificate, issuer.certificate, 'sha1');
    const server = await startHostileServer({ kind: 'respond', body: answer({ nonce }) });
    onTestFinished(() => server.stop());
    const policy = { nonce: 'send', responderUri: server.url } as const;
    const question = {
      certificate: client.certificate,
      trustAnchors: [issuer.certificate],
      policy,
    };
    const first = createTestEngine({ at, random: () => nonce });
    closing.push(first.close);
    await first.ask(question);
    const [entry] = first.cache.entries();
    if (entry === undefined) throw new Error('nothing was stored');

    const outcomes = [];
    for (const sent of [nonce, nonce.map((octet) => octet + 1)]) {
      const engine = createTestEngine({ at, random: () => nonce });
      closing.push(engine.close);
      const request = encodeRequest({ certIds: [certId], nonce: sent });
      engine.cache.store({ ...entry, request, response: entry.response.slice() });
      outcomes.push(fromWhere(await engine.ask(question)));
    }
    expect(outcomes).toEqual(['good (cache)', 'good (responder)']);
  });
});

describe('fifty identical checks at once', () => {
  it('make one request, and each has the answer', async () => {
    const { run, ask, server, engine } = await open();
    const policy = {};
    const runs = await Promise.all(Array.from({ length: 50 }, () => run(policy)));
    expect(new Set(runs.map(fromWhere))).toEqual(new Set(['good (responder)']));
    expect(server.requests).toHaveLength(1);
    const shared = runs.filter((one) => one.step('response-received')?.response.shared);
    expect(shared).toHaveLength(49);
    expect(engine.cache.statistics()).toEqual({ entries: 1, hits: 0, misses: 50, coalesced: 49 });
    expect(await ask(policy)).toBe('good (cache)');
  });

  it('make fifty requests where each has a nonce of its own', async () => {
    const { run, server } = await open();
    await Promise.all(Array.from({ length: 50 }, () => run({ nonce: 'send' })));
    expect(server.requests).toHaveLength(50);
  });

  it('leave one that goes away without an answer, and the others with theirs', async () => {
    const { engine, server } = await open();
    const gone = new AbortController();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.behave(async () => {
      await held;
      return { kind: 'respond', body: answer() };
    });
    const question = {
      certificate: client.certificate,
      trustAnchors: [issuer.certificate],
      policy: { responderUri: server.url },
    };
    const first = engine.ask({ ...question, signal: gone.signal });
    const others = Array.from({ length: 49 }, () => engine.ask(question));
    await server.received(1);
    gone.abort();
    release();
    expect(verdictWords((await first).outcome)).toBe('indeterminate cancelled');
    const words = (await Promise.all(others)).map(({ outcome }) => verdictWords(outcome));
    expect(new Set(words)).toEqual(new Set(['good']));
    expect(server.requests).toHaveLength(1);
  });
});

describe('a cache that is full', () => {
  it('lets go of what was not used for longest', async () => {
    const { ask, server, engine } = await open({}, { maxCacheEntries: 2 });
    const policies = [{ skewSeconds: 1 }, { skewSeconds: 2 }, { skewSeconds: 3 }] as const;
    await ask(policies[0]);
    await ask(policies[1]);
    await ask(policies[0]);
    await ask(policies[2]);
    expect(engine.cache.statistics().entries).toBe(2);
    expect(await ask(policies[0])).toBe('good (cache)');
    expect(await ask(policies[1])).toBe('good (responder)');
    expect(server.requests).toHaveLength(4);
  });
});

describe('an entry that somebody else wrote into the file of the workspace', () => {
  const held = withCache({ hold: 'past-next-update' });

  /** What a restart finds: an entry whose octets this program has not judged yet, changed by whoever can write there. */
  function plant(engine: TestEngine, changes: Partial<CacheEntrySummary>): void {
    const [entry] = engine.cache.clear();
    if (entry === undefined) throw new Error('no entry');
    const { summary, request, response } = entry;
    const copy = { request: request.slice(), response: response.slice() };
    engine.cache.store({ summary: { ...summary, ...changes }, ...copy });
  }

  it('holds nothing that had expired when it is said to have come', async () => {
    const response = single({ nextUpdate: at + 10 * minute });
    const { ask, engine } = await open({ responses: [response] });
    await ask(held);
    engine.clock.set(at + 5 * day);
    plant(engine, { storedAt: at + 5 * day - minute, expiresAt: at + 6 * day });
    expect(await ask(held)).toBe('indeterminate response-expired (responder)');
  });

  it('holds what was current when it is said to have come, for no longer than the policy', async () => {
    const response = single({ nextUpdate: at + 10 * minute });
    const { ask, engine } = await open({ responses: [response] });
    await ask(held);
    engine.clock.set(at + 40 * minute);
    plant(engine, { storedAt: at + 14 * minute, expiresAt: at + 6 * day });
    expect(await ask(held)).toBe('good (cache)');
    engine.clock.set(at + 44 * minute);
    expect(await ask(held)).toBe('indeterminate response-expired (responder)');
  });

  it('counts the life of an answer without nextUpdate from when it was signed', async () => {
    const { ask, engine, server } = await open({
      producedAt: at,
      responses: [single({ thisUpdate: at, nextUpdate: null })],
    });
    await ask();
    engine.clock.set(at + 2 * day);
    plant(engine, { storedAt: at + 2 * day - minute, expiresAt: at + 3 * day });
    await ask();
    expect(server.requests).toHaveLength(2);
  });
});
