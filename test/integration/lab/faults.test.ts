import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { authenticate } from '../../../src/engine/ask/authenticate.ts';
import { createMemoryCache } from '../../../src/engine/ask/cache/memory-cache.ts';
import {
  createHttpTransport,
  type HttpTransport,
} from '../../../src/engine/ask/transport/http-transport.ts';
import { decodeCertificate } from '../../../src/pki/x509/decode-certificate.ts';
import type { FlowEvent, FlowOutcome } from '../../../src/shared/flow/flow.ts';
import { type FaultId, faultIds, type ResponderSigner } from '../../../src/shared/model/lab.ts';
import { defaultPolicy, type Policy } from '../../../src/shared/model/policy.ts';
import { startTestLab, type TestLab } from '../../support/lab.ts';

/** What our checker is to come to under each fault, for a certificate that is good. */
const expected: Readonly<
  Record<FaultId, { readonly status: FlowOutcome['status']; readonly reason: string | null }>
> = {
  'refuse-connection': { status: 'indeterminate', reason: 'connection-refused' },
  'never-answer': { status: 'indeterminate', reason: 'response-timed-out' },
  'black-hole': { status: 'indeterminate', reason: 'response-timed-out' },
  'slow-bytes': { status: 'indeterminate', reason: 'response-timed-out' },
  'http-404': { status: 'indeterminate', reason: 'http-status' },
  'http-500': { status: 'indeterminate', reason: 'http-status' },
  redirect: { status: 'indeterminate', reason: 'redirected' },
  'wrong-content-type': { status: 'good', reason: null },
  'empty-body': { status: 'indeterminate', reason: 'response-empty' },
  garbage: { status: 'indeterminate', reason: 'response-malformed' },
  'truncated-body': { status: 'indeterminate', reason: 'connection-lost' },
  'trailing-bytes': { status: 'indeterminate', reason: 'response-malformed' },
  'oversized-body': { status: 'indeterminate', reason: 'response-too-large' },
  'malformed-request': { status: 'indeterminate', reason: 'responder-malformed-request' },
  'internal-error': { status: 'indeterminate', reason: 'responder-internal-error' },
  'try-later': { status: 'indeterminate', reason: 'responder-try-later' },
  'sig-required': { status: 'indeterminate', reason: 'responder-sig-required' },
  unauthorized: { status: 'indeterminate', reason: 'responder-unauthorized' },
  'wrong-cert-id': { status: 'indeterminate', reason: 'cert-id-mismatch' },
  'other-serial-only': { status: 'indeterminate', reason: 'cert-id-mismatch' },
  stale: { status: 'indeterminate', reason: 'response-expired' },
  future: { status: 'indeterminate', reason: 'this-update-in-future' },
  'bad-signature': { status: 'indeterminate', reason: 'signature-invalid' },
  'unissued-signer': { status: 'indeterminate', reason: 'signer-not-authorized' },
  'wrong-nonce': { status: 'indeterminate', reason: 'nonce-mismatch' },
  'critical-extension': { status: 'indeterminate', reason: 'critical-extension' },
  'conflicting-answers': { status: 'revoked', reason: null },
};

const signers: Readonly<
  Record<
    ResponderSigner,
    { readonly status: FlowOutcome['status']; readonly reason: string | null }
  >
> = {
  ca: { status: 'good', reason: null },
  delegate: { status: 'good', reason: null },
  'delegate-without-eku': { status: 'indeterminate', reason: 'signer-not-authorized' },
  'expired-delegate': { status: 'indeterminate', reason: 'signer-expired' },
  stranger: { status: 'indeterminate', reason: 'signer-not-authorized' },
};

const signerIds: readonly ResponderSigner[] = [
  'ca',
  'delegate',
  'delegate-without-eku',
  'expired-delegate',
  'stranger',
];

/** Long enough for a busy machine, short enough to wait for; the faults that never end take this long. */
const totalTimeoutMs = 1_500;

describe('our checker asking a lab responder with a fault', () => {
  let test: TestLab;
  let transport: HttpTransport;
  beforeAll(async () => {
    test = await startTestLab();
    const network = () => 'loopback-only' as const;
    transport = createHttpTransport({ clock: test.clock, network, proxy: () => null });
  });
  afterEach(() => test.behave({}));
  afterAll(async () => {
    transport.close();
    await test.lab.stop();
  });

  const certificate = (id: string) => {
    const decoded = decodeCertificate(test.certificate(id).der);
    if (!decoded.ok) throw new Error(decoded.error.message);
    return decoded.value;
  };

  async function check(id: string, policy: Partial<Policy> = {}) {
    const events: FlowEvent[] = [];
    const outcome = await authenticate(
      {
        certificate: certificate(id),
        presentedChain: [certificate('lab-issuing-ca')],
        trustAnchors: [certificate('lab-root-ca')],
        purpose: 'client',
        connection: null,
        ifNotTrusted: 'ask-nobody',
      },
      {
        flowId: 'flow',
        policy: { ...defaultPolicy, nonce: 'send', totalTimeoutMs, ...policy },
        signal: new AbortController().signal,
        dependencies: {
          clock: test.clock,
          random: randomBytes,
          transport,
          cache: createMemoryCache(),
        },
        emit: (event) => events.push(event),
      },
    );
    return { outcome, events };
  }

  const verdictOf = ({ status, reason }: FlowOutcome) => ({ status, reason: reason?.code ?? null });
  const failedChecks = ({ checks }: FlowOutcome) =>
    checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);

  it('finds nothing to object to without one', async () => {
    const { outcome } = await check('lab-client-good');
    expect(verdictOf(outcome)).toEqual({ status: 'good', reason: null });
    expect(outcome.decision).toEqual({ outcome: 'allow', decidedBy: 'status' });
    expect(failedChecks(outcome)).toEqual([]);
    expect(outcome.checks.filter(({ outcome: of }) => of === 'warn')).toEqual([]);
  });

  it.each([...faultIds])('does what %s asks of a correct checker', async (fault) => {
    await test.behave({ fault });
    const began = performance.now();
    const { outcome } = await check('lab-client-good');
    expect(verdictOf(outcome)).toEqual(expected[fault]);
    expect(performance.now() - began).toBeLessThan(totalTimeoutMs + 1_000);
  });

  it.each(faultIds.filter((fault) => expected[fault].status === 'indeterminate'))(
    'leaves the decision to the fallback under %s, for a revoked certificate too',
    async (fault) => {
      await test.behave({ fault });
      const { outcome } = await check('lab-client-revoked', {
        fallback: 'allow',
        totalTimeoutMs: 400,
      });
      expect(outcome.decision).toEqual({ outcome: 'allow', decidedBy: 'fallback' });
    },
  );

  it.each([
    ['wrong-cert-id', 'cert-id-match'],
    ['other-serial-only', 'cert-id-match'],
    ['stale', 'next-update'],
    ['future', 'this-update'],
    ['bad-signature', 'signature'],
    ['unissued-signer', 'signer-authorized'],
    ['wrong-nonce', 'nonce'],
    ['critical-extension', 'critical-extensions'],
  ] as const)('fails under %s by the one check %s', async (fault, checkId) => {
    await test.behave({ fault });
    const { outcome } = await check('lab-client-good');
    expect(failedChecks(outcome)[0]).toBe(checkId);
    if (fault !== 'bad-signature') expect(failedChecks(outcome)).toEqual([checkId]);
  });

  it('reports the wrong content type, and that the answers conflict', async () => {
    await test.behave({ fault: 'wrong-content-type' });
    const { events } = await check('lab-client-good');
    const received = events
      .map(({ step }) => step)
      .find(({ type }) => type === 'response-received');
    expect(received).toMatchObject({ response: { status: 200, contentType: 'text/html' } });
    await test.behave({ fault: 'conflicting-answers' });
    const { outcome } = await check('lab-client-good');
    expect(outcome.checks.find(({ id }) => id === 'conflicting-responses')?.outcome).toBe('warn');
    expect(outcome.decision).toEqual({ outcome: 'deny', decidedBy: 'status' });
  });

  it.each(signerIds)('accepts or refuses the signer "%s" as it must', async (signer) => {
    await test.behave({ signer });
    const { outcome } = await check('lab-client-good');
    expect(verdictOf(outcome)).toEqual(signers[signer]);
    await test.behave({ signer, responderIdBy: 'key' });
    expect(verdictOf((await check('lab-client-good')).outcome)).toEqual(signers[signer]);
  });

  it('accepts a stranger whose certificate is configured', async () => {
    await test.behave({ signer: 'stranger' });
    const responderCertificate = test.certificate('stranger-ocsp-responder').der;
    const { outcome } = await check('lab-client-good', { responderCertificate });
    expect(verdictOf(outcome)).toEqual({ status: 'good', reason: null });
  });

  it('suffers a fault of one certificate for that certificate alone', async () => {
    const behaviour = test.lab.view()?.behaviour;
    if (behaviour === undefined) throw new Error('The lab is not open.');
    const own = { ...behaviour, fault: 'try-later' } as const;
    expect(test.lab.ca.setCertificateBehaviour('lab-client-two-aia', own).ok).toBe(true);
    const spoiled = await check('lab-client-two-aia');
    const other = await check('lab-client-good');
    test.lab.ca.setCertificateBehaviour('lab-client-two-aia', null);
    expect(verdictOf(spoiled.outcome).reason).toBe('responder-try-later');
    expect(verdictOf(other.outcome).status).toBe('good');
  });

  it('hears the opposite from the backup, and only where that is configured', async () => {
    const before = test.exchanges.length;
    const first = await check('lab-client-two-aia');
    expect(verdictOf(first.outcome).status).toBe('good');
    const [, backupUri = null] = test.certificate('lab-client-two-aia').ocspUris;
    const second = await check('lab-client-two-aia', { responderUri: backupUri });
    expect(verdictOf(second.outcome).status).toBe('revoked');
    await test.exchanged(before + 2);
    expect(test.exchanges.slice(before).map(({ responder }) => responder)).toEqual([
      'responder',
      'backup',
    ]);
  });
});
