import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { createTestEngine, type TestEngine, verdictWords } from '../support/engine.ts';
import { type HostileServer, startHostileServer } from '../support/hostile-server.ts';
import {
  type AnswerOptions,
  answer,
  at,
  client,
  day,
  delegate,
  issuer,
  single,
} from '../support/ocsp-builder.ts';
import { mutated, octets } from '../support/ocsp-messages.ts';
import { issueCertificate, testExtensions } from '../support/test-certificate.ts';

const revoked = single({
  certStatus: { status: 'revoked', revocation: { time: at - day, reason: 'keyCompromise' } },
});
const stranger = issueCertificate({
  commonName: 'Test Responder',
  extensions: [testExtensions.ocspSigning, testExtensions.noCheck],
});

let server: HostileServer;
let engine: TestEngine;
let body: Uint8Array = new Uint8Array(0);

beforeAll(async () => {
  server = await startHostileServer(() => ({ kind: 'respond', body }));
  engine = createTestEngine({ at });
});
afterAll(async () => {
  engine.close();
  await server.stop();
});

/** What comes of an answer, over real sockets and with the cache in use. */
async function verdictOn(octetsOfAnswer: Uint8Array, changes: Partial<Policy> = {}) {
  body = octetsOfAnswer;
  return engine.ask({
    certificate: client.certificate,
    trustAnchors: [issuer.certificate],
    policy: { ...defaultPolicy, responderUri: server.url, ...changes },
  });
}

/** It must not be believed, the fallback must decide, and nothing must be kept. */
async function expectNotBelieved(octetsOfAnswer: Uint8Array, fallback: Policy['fallback']) {
  const { outcome } = await verdictOn(octetsOfAnswer, { fallback });
  expect(outcome.status).toBe('indeterminate');
  expect(outcome.decision).toEqual({
    outcome: fallback === 'allow' ? 'allow' : 'deny',
    decidedBy: 'fallback',
  });
  expect(outcome.revocation).toBeNull();
  expect(outcome.reason?.message).not.toMatch(/undefined|NaN|\[object/);
  expect(engine.cache.entries()).toEqual([]);
}

const fallback = fc.constantFrom('allow', 'block');

describe('authenticate', () => {
  it('never believes octets that nobody signed', async () => {
    await fc.assert(fc.asyncProperty(octets(0, 600), fallback, expectNotBelieved), {
      numRuns: 200,
    });
  });

  it('never gains a verdict from a damaged answer: the same one, or none', async () => {
    const originals: readonly AnswerOptions[] = [
      {},
      { signer: delegate },
      { responses: [revoked] },
      { signer: delegate, responses: [revoked] },
    ];
    for (const options of originals) {
      const whole = answer(options);
      const original = verdictWords((await verdictOn(whole)).outcome);
      expect(original).toMatch(/^(good|revoked keyCompromise)$/);
      engine.cache.clear();
      await fc.assert(
        fc.asyncProperty(mutated(whole), fallback, async (damaged, kind) => {
          const { outcome } = await verdictOn(damaged, { fallback: kind });
          engine.cache.clear();
          if (outcome.status === 'indeterminate') return;
          // Certificates beside the signed part may be damaged where they are not needed.
          expect(verdictWords(outcome)).toBe(original);
        }),
        { numRuns: 150 },
      );
    }
  });

  it('never believes a well-formed answer of somebody who may not give it', async () => {
    const signer = fc.constantFrom(stranger, client);
    const responses = fc.constantFrom([single()], [revoked], [single(), revoked]);
    const responderId = fc.constantFrom('name' as const, 'key' as const);
    await fc.assert(
      fc.asyncProperty(fc.record({ signer, responses, responderId }), fallback, (options, kind) =>
        expectNotBelieved(answer(options), kind),
      ),
      { numRuns: 60 },
    );
  });

  it('never believes an answer with any other signature', async () => {
    await fc.assert(
      fc.asyncProperty(octets(0, 80), fallback, (signature, kind) =>
        expectNotBelieved(answer({ responses: [revoked], signature }), kind),
      ),
      { numRuns: 100 },
    );
  });

  it('gives the verdict that was signed, at whatever time it holds', async () => {
    const seconds = fc.integer({ min: -86_400, max: 86_400 });
    await fc.assert(
      fc.asyncProperty(seconds, seconds, async (thisOffset, nextOffset) => {
        const thisUpdate = at + thisOffset * 1_000;
        const nextUpdate = at + nextOffset * 1_000;
        const { outcome } = await verdictOn(
          answer({ producedAt: at - day, responses: [{ ...revoked, thisUpdate, nextUpdate }] }),
        );
        engine.cache.clear();
        const holds = thisOffset <= 300 && nextOffset > -300 && nextUpdate >= thisUpdate;
        expect(outcome.status).toBe(holds ? 'revoked' : 'indeterminate');
      }),
      { numRuns: 200 },
    );
  });
});
