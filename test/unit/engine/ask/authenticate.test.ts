import { describe, expect, it } from 'vitest';
import { authenticate, type Presentation } from '#engine/ask/authenticate.ts';
import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import type { Transport } from '#engine/ask/ports.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { err, ok } from '#shared/model/result.ts';
import {
  answer,
  at,
  client,
  day,
  delegate,
  issuer,
  root,
  single,
} from '../../../support/ocsp-builder.ts';

const responderUri = 'http://responder.test/';
const request = {
  method: 'POST',
  url: responderUri,
  headers: [],
  ocspRequest: new Uint8Array(0),
} as const;

/** A responder in memory that answers so, and counts. */
function responderOf(body: Uint8Array | null) {
  let asked = 0;
  const transport: Transport = {
    prepare: () => ok(request),
    exchange: async () => {
      asked += 1;
      if (body === null) {
        return err({ error: { code: 'connect-timed-out', afterMs: 1 }, response: null });
      }
      return ok({
        status: 200,
        statusText: 'OK',
        headers: [],
        contentType: null,
        body,
        remoteAddress: null,
        timings: { lookedUp: null, connected: null, secured: null, firstByte: null, total: 0 },
        shared: false,
      });
    },
  };
  return { transport, asked: () => asked };
}

async function run(
  changes: { readonly policy?: Partial<Policy>; readonly presentation?: Partial<Presentation> },
  body: Uint8Array | null = answer(),
) {
  const { transport, asked } = responderOf(body);
  const events: FlowEvent[] = [];
  let ticks = 0;
  const clock = {
    now: () => at,
    monotonic: () => {
      ticks += 1;
      return ticks;
    },
  };
  const outcome = await authenticate(
    {
      certificate: client.certificate,
      presentedChain: [issuer.certificate],
      trustAnchors: [root.certificate],
      purpose: 'client',
      connection: null,
      ifNotTrusted: 'ask-nobody',
      ...changes.presentation,
    },
    {
      flowId: 'f',
      policy: { ...defaultPolicy, responderUri, ...changes.policy },
      signal: new AbortController().signal,
      dependencies: {
        clock,
        random: (count) => new Uint8Array(count),
        transport,
        cache: createMemoryCache(),
      },
      emit: (event) => events.push(event),
    },
  );
  return { outcome, asked: asked(), events, steps: events.map(({ step }) => step.type) };
}

const begin = ['certificate-presented', 'chain-evaluated'];
const asking = [...begin, 'responder-uri-chosen', 'cache-looked-up', 'request-sent'];

describe('the steps of an authentication', () => {
  it.each<[string, Parameters<typeof run>, readonly string[], number]>([
    [
      'of a good answer',
      [{}],
      [
        ...asking,
        'response-received',
        'checks-completed',
        'status-concluded',
        'decision-made',
        'cache-stored',
      ],
      1,
    ],
    [
      'of an answer that is not believed',
      [{}, answer({ signature: 'corrupt' })],
      [...asking, 'response-received', 'checks-completed', 'status-concluded', 'decision-made'],
      1,
    ],
    [
      'of an answer that is none',
      [{}, Uint8Array.of(1)],
      [...asking, 'response-received', 'response-rejected', 'status-concluded', 'decision-made'],
      1,
    ],
    [
      'without an answer',
      [{}, null],
      [...asking, 'exchange-failed', 'status-concluded', 'decision-made'],
      1,
    ],
    [
      'without a responder',
      [{ policy: { responderUri: null } }],
      [...begin, 'responder-uri-missing', 'status-concluded', 'decision-made'],
      0,
    ],
    [
      'without OCSP',
      [{ policy: { ocsp: 'not-enabled' } }],
      [...begin, 'ocsp-not-enabled', 'decision-made'],
      0,
    ],
    ['without a chain', [{ presentation: { trustAnchors: [] } }], [...begin, 'decision-made'], 0],
    [
      'without a certificate',
      [{ presentation: { certificate: { code: 'no-certificate' } } }],
      [...begin, 'decision-made'],
      0,
    ],
  ])('%s come in this order', async (_what, args, steps, asked) => {
    const seen = await run(...args);
    expect(seen.steps).toEqual(steps);
    expect(seen.asked).toBe(asked);
    const times = seen.events.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(seen.outcome.durationMs).toBeGreaterThanOrEqual(times.at(-1) ?? 0);
  });

  it('leave the chain the last word, whatever OCSP or the fallback would say', async () => {
    for (const policy of [{ fallback: 'allow' }, { ocsp: 'not-enabled' }] as const) {
      const { outcome } = await run({ policy, presentation: { trustAnchors: [] } });
      expect(outcome).toMatchObject({
        status: null,
        decision: { outcome: 'deny', decidedBy: 'chain' },
      });
    }
  });

  it('never let the fallback touch a verified revocation', async () => {
    const revocation = { time: at - day, reason: null } as const;
    const body = answer({
      responses: [single({ certStatus: { status: 'revoked', revocation } })],
    });
    const { outcome, events } = await run({ policy: { fallback: 'allow' } }, body);
    expect(outcome).toMatchObject({
      status: 'revoked',
      decision: { outcome: 'deny', decidedBy: 'status' },
    });
    expect(events.map(({ step }) => step)).toContainEqual({
      type: 'decision-made',
      decision: outcome.decision,
      fallback: null,
    });
  });

  it('believe an answer that a certificate of the client chain signed, without its being sent', async () => {
    expect((await run({}, answer({ certificates: [] }))).outcome.status).toBe('good');
  });

  it('deny a certificate of the wrong purpose before OCSP', async () => {
    const { outcome, asked } = await run({ presentation: { certificate: delegate.certificate } });
    expect(outcome).toMatchObject({
      status: null,
      reason: { code: 'wrong-purpose' },
      decision: { outcome: 'deny', decidedBy: 'chain' },
    });
    expect(asked).toBe(0);
  });
});
