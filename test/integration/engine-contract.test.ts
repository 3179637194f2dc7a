import { describe, expect, it, onTestFinished } from 'vitest';
import type { Presentation } from '#engine/ask/authenticate.ts';
import { flowRowOf } from '#shared/flow/describe-row.ts';
import type { FlowStep } from '#shared/flow/flow.ts';
import { flowEvent, flowRow } from '#shared/flow/flow-schema.ts';
import { contract } from '#shared/ipc/contract.ts';
import type { Policy } from '#shared/model/policy.ts';
import { flowCommands } from '#workbench/flow-commands.ts';
import { createTestEngine, type TestRun } from '../support/engine.ts';
import { emptyBody, htmlPage, internalError, redirectTo } from '../support/hostile-behaviour.ts';
import {
  type BehaviourChoice,
  refusingUrl,
  startHostileServer,
} from '../support/hostile-server.ts';
import {
  answer,
  at,
  client,
  delegate,
  hour,
  issuer,
  minute,
  single,
} from '../support/ocsp-builder.ts';
import { issueCertificate } from '../support/test-certificate.ts';

const respond = (body: Uint8Array): BehaviourChoice => ({ kind: 'respond', body });
const expired = issueCertificate({ commonName: 'Old', issuer, notAfter: at - hour });
const early = issueCertificate({ commonName: 'New', issuer, notBefore: at + hour });
const stranger = issueCertificate({ commonName: 'Stranger' });

const seen = new Set<FlowStep['type']>();

/** What crosses from the main process to the window must pass the contract, unchanged. */
function expectToPass({ flow }: TestRun): void {
  const cloned = structuredClone(flow);
  const parsed = contract['flows:get-flow'].response.safeParse(cloned);
  expect(parsed.error?.issues ?? []).toEqual([]);
  expect(parsed.data).toEqual(flow);
  for (const event of flow.events) {
    seen.add(event.step.type);
    expect(flowEvent.safeParse(structuredClone(event)).error?.issues ?? []).toEqual([]);
  }
  for (const shown of [flow, { ...flow, outcome: null }]) {
    expect(flowRow.safeParse(flowRowOf(shown)).error?.issues ?? []).toEqual([]);
  }
  const commands = contract['flows:get-commands'].response.safeParse(flowCommands(flow));
  expect(commands.error?.issues ?? []).toEqual([]);
}

async function ask(
  policy: Partial<Policy>,
  certificate: Presentation['certificate'] = client.certificate,
  connection: Presentation['connection'] = null,
) {
  const engine = createTestEngine({ at });
  onTestFinished(() => engine.close());
  return engine.ask({ certificate, trustAnchors: [issuer.certificate], policy, connection });
}

describe('the flow of', () => {
  it.each<[string, BehaviourChoice, Partial<Policy>]>([
    ['a good answer', respond(answer()), {}],
    ['a good answer of a delegate', respond(answer({ signer: delegate })), {}],
    [
      'a revoked answer',
      respond(
        answer({
          responses: [
            single({
              certStatus: { status: 'revoked', revocation: { time: 0, reason: 'certificateHold' } },
            }),
          ],
        }),
      ),
      { nonce: 'send' },
    ],
    [
      'an unknown answer',
      respond(answer({ responses: [single({ certStatus: { status: 'unknown' } })] })),
      {},
    ],
    ['a forged answer', respond(answer({ signature: 'corrupt' })), {}],
    ['an OCSP error', respond(Uint8Array.of(0x30, 3, 0x0a, 1, 6)), {}],
    ['a malformed answer', respond(answer().subarray(0, 99)), {}],
    ['an HTML page', htmlPage, {}],
    ['an HTTP error', internalError, {}],
    ['an empty answer', emptyBody, {}],
    ['a redirect', redirectTo('http://h/'), {}],
    ['silence', { kind: 'silent' }, { totalTimeoutMs: 100 }],
    ['a flood', { kind: 'huge', bytes: 1_000_000, announced: 'chunked' }, {}],
    ['half an answer', { kind: 'half', body: answer(), bytes: 10 }, {}],
    ['a hang-up', { kind: 'hang-up', how: 'reset' }, {}],
    ['another protocol', { kind: 'raw', bytes: new TextEncoder().encode('220 hello\r\n') }, {}],
    ['OCSP not enabled', emptyBody, { ocsp: 'not-enabled' }],
    [
      'a configured responder certificate',
      respond(answer()),
      { responderCertificate: delegate.certificate.der },
    ],
  ])('%s passes the contract', async (_what, behaviour, policy) => {
    const server = await startHostileServer(behaviour);
    onTestFinished(() => server.stop());
    expectToPass(await ask({ responderUri: `${server.url}/?q=ü`, ...policy }));
  });

  it.each<[string, Presentation['certificate']]>([
    ['no certificate', { code: 'no-certificate' }],
    ['an unreadable certificate', { code: 'certificate-unreadable', detail: 'it is short' }],
    ['an expired certificate', expired.certificate],
    ['a certificate that is not valid yet', early.certificate],
    ['a stranger', stranger.certificate],
    ['a trust anchor', issuer.certificate],
  ])('%s passes the contract', async (_what, certificate) => {
    expectToPass(await ask({}, certificate));
  });

  it('an exchange that could not begin passes the contract', async () => {
    for (const responderUri of ['no uri', 'ldap://h/', 'http://x:y@h/', await refusingUrl()]) {
      expectToPass(await ask({ responderUri }));
    }
  });

  it('an mTLS connection passes the contract', async () => {
    const connection = {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      peerAddress: '127.0.0.1',
      session: 'resumed',
      requestNumber: 2,
      clientGuess: null,
    } as const;
    expectToPass(await ask({}, client.certificate, connection));
  });

  it('a hit and a stale entry pass the contract', async () => {
    const server = await startHostileServer(respond(answer()));
    onTestFinished(() => server.stop());
    const engine = createTestEngine({ at });
    onTestFinished(() => engine.close());
    const policy = { responderUri: server.url, maxAgeSeconds: 3_600 + 60 };
    const question = {
      certificate: client.certificate,
      trustAnchors: [issuer.certificate],
      policy,
    };
    await engine.ask(question);
    expectToPass(await engine.ask(question));
    const [entry] = engine.cache.entries();
    const listed = { entries: [entry?.summary], statistics: engine.cache.statistics() };
    const parsed = contract['cache:list-entries'].response.safeParse(structuredClone(listed));
    expect(parsed.error?.issues ?? []).toEqual([]);
    engine.clock.advance(2 * minute);
    const stale = await engine.ask(question);
    expect(stale.step('cache-looked-up')).toMatchObject({ outcome: 'stale' });
    expectToPass(stale);
  });

  it('every kind of step has passed, but for the answer to a client', () => {
    expect([...seen].sort()).toEqual([
      'cache-looked-up',
      'cache-stored',
      'certificate-presented',
      'chain-evaluated',
      'checks-completed',
      'decision-made',
      'exchange-failed',
      'ocsp-not-enabled',
      'request-sent',
      'responder-uri-chosen',
      'responder-uri-missing',
      'response-received',
      'response-rejected',
      'status-concluded',
    ]);
  });
});
