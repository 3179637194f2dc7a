import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import type { TransportError } from '#shared/model/transport.ts';
import {
  createTestEngine,
  ocspAccess,
  type TestEngineOptions,
  type TestRun,
} from '../support/engine.ts';
import { emptyBody, htmlPage, internalError, redirectTo } from '../support/hostile-behaviour.ts';
import {
  type BehaviourChoice,
  refusingUrl,
  startHostileServer,
} from '../support/hostile-server.ts';
import { answer, at, client, issuer, root, single } from '../support/ocsp-builder.ts';
import { issueCertificate, testExtensions } from '../support/test-certificate.ts';

type Policy = TestRun['flow']['policy'];

const stranger = issueCertificate({ commonName: 'Another Client', issuer });
const good = answer();

const respond = (body: Uint8Array, more = {}): BehaviourChoice => ({
  kind: 'respond',
  body,
  ...more,
});

/** An OCSPResponse that has nothing but a status. */
const errorResponse = (status: number) => Uint8Array.of(0x30, 0x03, 0x0a, 0x01, status);

interface Case {
  readonly name: string;
  readonly behaviour: BehaviourChoice;
  readonly policy?: Partial<Policy>;
  readonly code: string;
  /** What the message must tell. */
  readonly says: RegExp;
  /** The check that gave the reason, where one did. */
  readonly check?: string;
  /** The step that tells of the failure. */
  readonly step: 'exchange-failed' | 'response-rejected' | 'checks-completed';
}

const cases: readonly Case[] = [
  {
    name: 'says nothing',
    behaviour: { kind: 'silent' },
    policy: { totalTimeoutMs: 150 },
    code: 'response-timed-out',
    says: /did not answer within 150 ms/,
    step: 'exchange-failed',
  },
  {
    name: 'sends headers and no body',
    behaviour: { kind: 'headers-only', contentLength: 300 },
    policy: { totalTimeoutMs: 150 },
    code: 'response-timed-out',
    says: /within 150 ms/,
    step: 'exchange-failed',
  },
  {
    name: 'answers an octet at a time',
    behaviour: { kind: 'slow', body: good, bytes: 1, everyMs: 20 },
    policy: { totalTimeoutMs: 200 },
    code: 'response-timed-out',
    says: /not complete within 200 ms: \d+ octets came/,
    step: 'exchange-failed',
  },
  {
    name: 'answers HTML',
    behaviour: htmlPage,
    code: 'response-malformed',
    says: /served as text\/html/,
    step: 'response-rejected',
  },
  {
    name: 'answers HTML as OCSP',
    behaviour: respond(new TextEncoder().encode('<html></html>')),
    code: 'response-malformed',
    says: /not a well-formed OCSP response.*octet 0/,
    step: 'response-rejected',
  },
  {
    name: 'answers HTTP 500',
    behaviour: internalError,
    code: 'http-status',
    says: /HTTP 500 Internal Server Error instead of 200/,
    step: 'exchange-failed',
  },
  {
    name: 'answers HTTP 500 with a good answer in it',
    behaviour: respond(good, { status: 500 }),
    code: 'http-status',
    says: /HTTP 500/,
    step: 'exchange-failed',
  },
  {
    name: 'answers HTTP 404',
    behaviour: respond(new Uint8Array(0), { status: 404 }),
    code: 'http-status',
    says: /HTTP 404 Not Found/,
    step: 'exchange-failed',
  },
  {
    name: 'redirects',
    behaviour: redirectTo('http://elsewhere.revoscope.test/'),
    code: 'redirected',
    says: /HTTP 302\) to http:\/\/elsewhere/,
    step: 'exchange-failed',
  },
  {
    name: 'answers an empty body',
    behaviour: emptyBody,
    code: 'response-empty',
    says: /empty body/,
    step: 'exchange-failed',
  },
  {
    name: 'answers 10 MB and says so',
    behaviour: { kind: 'huge', bytes: 10_000_000, announced: 'length' },
    code: 'response-too-large',
    says: /limit of 65536 octets/,
    step: 'exchange-failed',
  },
  {
    name: 'answers 10 MB without saying so',
    behaviour: { kind: 'huge', bytes: 10_000_000, announced: 'chunked' },
    code: 'response-too-large',
    says: /limit of 65536 octets/,
    step: 'exchange-failed',
  },
  {
    name: 'sends half a response',
    behaviour: { kind: 'half', body: good, bytes: Math.floor(good.length / 2) },
    code: 'connection-lost',
    says: new RegExp(`after ${Math.floor(good.length / 2)} of ${good.length} octets`),
    step: 'exchange-failed',
  },
  {
    name: 'sends half a response as a whole one',
    behaviour: respond(good.subarray(0, Math.floor(good.length / 2))),
    code: 'response-malformed',
    says: /not a well-formed OCSP response/,
    step: 'response-rejected',
  },
  {
    name: 'sends a response and more',
    behaviour: respond(Uint8Array.of(...good, 0)),
    code: 'response-malformed',
    says: new RegExp(`octet ${good.length}`),
    step: 'response-rejected',
  },
  {
    name: 'hangs up',
    behaviour: { kind: 'hang-up', how: 'close' },
    code: 'connection-lost',
    says: /closed the connection/,
    step: 'exchange-failed',
  },
  {
    name: 'resets the connection',
    behaviour: { kind: 'hang-up', how: 'reset' },
    code: 'connection-lost',
    says: /closed the connection/,
    step: 'exchange-failed',
  },
  {
    name: 'speaks another protocol',
    behaviour: { kind: 'raw', bytes: new TextEncoder().encode('SSH-2.0-OpenSSH_9.2\r\n') },
    code: 'http-malformed',
    says: /not HTTP/,
    step: 'exchange-failed',
  },
  {
    name: "sends somebody else's response",
    behaviour: respond(
      answer({
        responses: [
          single({ certId: createCertId(stranger.certificate, issuer.certificate, 'sha1') }),
        ],
      }),
    ),
    code: 'cert-id-mismatch',
    says: /./,
    check: 'cert-id-match',
    step: 'checks-completed',
  },
  {
    name: 'sends a response that somebody else signed',
    behaviour: respond(answer({ signer: stranger })),
    code: 'signer-not-authorized',
    says: /./,
    check: 'signer-authorized',
    step: 'checks-completed',
  },
  {
    name: 'sends a forged revocation',
    behaviour: respond(
      answer({
        responses: [
          single({
            certStatus: {
              status: 'revoked',
              revocation: { time: at - 1_000, reason: 'keyCompromise' },
            },
          }),
        ],
        signature: 'corrupt',
      }),
    ),
    code: 'signature-invalid',
    says: /./,
    check: 'signature',
    step: 'checks-completed',
  },
  ...(
    [
      [1, 'responder-malformed-request'],
      [2, 'responder-internal-error'],
      [3, 'responder-try-later'],
      [5, 'responder-sig-required'],
      [6, 'responder-unauthorized'],
    ] as const
  ).map(
    ([status, code]): Case => ({
      name: `answers OCSP error ${status}`,
      behaviour: respond(errorResponse(status)),
      code,
      says: /./,
      check: 'response-status',
      step: 'checks-completed',
    }),
  ),
  {
    name: 'answers an OCSP error that does not exist',
    behaviour: respond(errorResponse(4)),
    code: 'response-malformed',
    says: /OCSPResponse|responseStatus/,
    step: 'response-rejected',
  },
  {
    name: 'says successful and nothing else',
    behaviour: respond(errorResponse(0)),
    code: 'response-bytes-missing',
    says: /./,
    check: 'response-type',
    step: 'checks-completed',
  },
];

const fallbacks = [
  ['allow', 'allow'],
  ['block', 'deny'],
] as const;

describe('a responder that', () => {
  describe.each(cases)('$name', ({ behaviour, policy, code, says, check, step }) => {
    it.each(fallbacks)(`ends in ${code}, and fallback %s decides`, async (fallback, outcome) => {
      const server = await open(behaviour);
      const { ask, engine } = openEngine();
      const run = await ask({ responderUri: server.url, fallback, ...policy });

      expect(run.outcome).toMatchObject({
        status: 'indeterminate',
        decision: { outcome, decidedBy: 'fallback' },
        revocation: null,
        fromCache: false,
        responderUri: server.url,
      });
      expect(run.outcome.reason).toMatchObject({ code, check: check ?? null });
      expect(run.outcome.reason?.message).toMatch(says);
      expect(run.outcome.reason?.message).not.toMatch(/undefined|null|NaN|\[object/);
      expect(run.steps).toContain(step);
      expect(run.steps.at(-1)).toBe('decision-made');
      expect(run.step('decision-made')).toMatchObject({ fallback });
      expect(engine.cache.statistics()).toMatchObject({ entries: 0, misses: 1 });
    });
  });

  it('recovers is asked again and believed, as nothing of its failures was kept', async () => {
    const server = await open(internalError);
    const { ask } = openEngine();
    const policy = { responderUri: server.url };
    const seen = [(await ask(policy)).outcome.status];
    for (const behaviour of [htmlPage, emptyBody, respond(good)]) {
      server.behave(behaviour);
      seen.push((await ask(policy)).outcome.status);
    }
    expect(seen).toEqual(['indeterminate', 'indeterminate', 'indeterminate', 'good']);
    expect(server.requests).toHaveLength(4);
  });
});

describe('what keeps a responder from being asked', () => {
  const expectFailure = (run: TestRun, code: string, outcome: 'allow' | 'deny') => {
    expect(run.outcome.reason?.code).toBe(code);
    expect(run.outcome.reason?.message).not.toMatch(/undefined|null|NaN|\[object/);
    expect(run.outcome).toMatchObject({
      status: 'indeterminate',
      checks: [],
      response: null,
      decision: { outcome, decidedBy: 'fallback' },
    });
  };

  it.each(fallbacks)('is a port that refuses; fallback %s', async (fallback, outcome) => {
    const run = await openEngine().ask({ responderUri: await refusingUrl(), fallback });
    expectFailure(run, 'connection-refused', outcome);
    expect(run.step('exchange-failed')).toMatchObject({ response: null });
  });

  it.each(fallbacks)('is no URI at all; fallback %s', async (fallback, outcome) => {
    const run = await openEngine().ask({ fallback });
    expectFailure(run, 'no-responder-uri', outcome);
    expect(run.steps).toEqual([
      'certificate-presented',
      'chain-evaluated',
      'responder-uri-missing',
      'status-concluded',
      'decision-made',
    ]);
  });

  it.each<[string, string, TransportError['code'], Partial<TestEngineOptions>]>([
    ['a text that is no URI', 'not a uri', 'uri-invalid', {}],
    ['an ldap URI', 'ldap://127.0.0.1/', 'uri-scheme-unsupported', {}],
    ['the offline mode', 'http://127.0.0.1:9/', 'network-refused', { network: 'offline' }],
    [
      'the loopback-only mode',
      'http://ocsp.revoscope.test/',
      'network-refused',
      { network: 'loopback-only' },
    ],
  ])('is %s', async (_what, responderUri, code, options) => {
    expectFailure(await openEngine(options).ask({ responderUri }), code, 'deny');
  });

  it('is the address policy, for a URI of the certificate alone', async () => {
    const server = await open(respond(good));
    const { engine } = openEngine();
    const named = issueCertificate({
      commonName: 'Named',
      issuer,
      extensions: [testExtensions.clientAuth, ocspAccess(server.url)],
    });
    const question = { certificate: named.certificate, trustAnchors: [issuer.certificate] };
    const policy = { addressPolicy: 'public-only' } as const;
    expectFailure(await engine.ask({ ...question, policy }), 'address-refused', 'deny');
    expect(server.connections()).toBe(0);

    const configured = { ...policy, responderUri: server.url };
    const run = await engine.ask({ ...question, policy: configured });
    expect(run.outcome.reason?.code).toBe('cert-id-mismatch');
  });

  it('is the first of two AIA URIs alone: a second that works is not asked', async () => {
    const server = await open(respond(good));
    const refusing = await refusingUrl();
    const { engine } = openEngine();
    const named = issueCertificate({
      commonName: 'Two URIs',
      issuer,
      extensions: [ocspAccess(refusing, server.url)],
    });
    const run = await engine.ask({
      certificate: named.certificate,
      trustAnchors: [issuer.certificate],
    });
    expectFailure(run, 'connection-refused', 'deny');
    expect(run.step('responder-uri-chosen')).toMatchObject({
      source: 'aia',
      uri: refusing,
      ignored: [server.url],
    });
    expect(server.connections()).toBe(0);
  });
});

describe('a check that is cancelled while the responder thinks', () => {
  it('ends at once, and leaves the engine usable', async () => {
    const server = await open({ kind: 'silent' });
    const { engine } = openEngine();
    const controller = new AbortController();
    const policy = { responderUri: server.url };
    const question = {
      certificate: client.certificate,
      trustAnchors: [issuer.certificate],
      policy,
    };
    const cancelled = engine.ask({ ...question, signal: controller.signal });
    await server.received(1);
    controller.abort();
    expect((await cancelled).outcome.reason?.code).toBe('cancelled');
    server.behave(respond(good));
    expect((await engine.ask(question)).outcome.status).toBe('good');
  });
});

const open = async (behaviour: BehaviourChoice) => {
  const server = await startHostileServer(behaviour);
  onTestFinished(() => server.stop());
  return server;
};

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function openEngine(options: TestEngineOptions = {}) {
  const engine = createTestEngine({ at, ...options });
  closing.push(engine.close);
  const ask = (policy: Partial<Policy>) =>
    engine.ask({
      certificate: client.certificate,
      trustAnchors: [issuer.certificate, root.certificate],
      policy,
    });
  return { engine, ask };
}
