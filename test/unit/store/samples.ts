import type { Flow, FlowOutcome, FlowRow, FlowStep } from '#shared/flow/flow.ts';
import type { CacheEntrySummary } from '#shared/model/cache.ts';
import type { CertificateSummary, PresentedCertificate } from '#shared/model/certificate.ts';
import type { ResponseSummary } from '#shared/model/ocsp.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';
import type { CheckResult, RevocationStatus } from '#shared/model/verdict.ts';
import type { StoredCacheEntry } from '#store/cache-table.ts';

export const startedAt = Date.UTC(2026, 0, 1);
const bytes = (...values: number[]) => new Uint8Array(values);

const certificate: CertificateSummary = {
  fingerprint: 'ab'.repeat(32),
  label: 'client-1',
  subject: 'CN=client-1',
  issuer: 'CN=Issuing CA',
  serialNumber: '1000',
  notBefore: startedAt - 1,
  notAfter: startedAt + 1,
  publicKey: 'ECDSA P-256',
  isCa: false,
  isSelfIssued: false,
  ocspUris: ['http://h/'],
  extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'],
};
const presented: PresentedCertificate = { summary: certificate, der: bytes(0x30, 0x00) };

export const check: CheckResult = {
  id: 'signature',
  title: 'Signature',
  outcome: 'pass',
  citation: 'RFC 6960 §3.2 item 2',
  message: 'The signature verifies — “très bien” \u0000 \ud83d\ude00.',
  evidence: { algorithm: 'ecdsa-with-SHA256', octets: 71, valid: true, none: null, list: ['a'] },
};

const responseSummary: ResponseSummary = {
  producedAt: startedAt,
  thisUpdate: startedAt,
  nextUpdate: null,
  responderId: { byKey: 'cd'.repeat(20) },
  signatureAlgorithm: 'ecdsa-with-SHA256',
  signer: 'CN=Issuing CA',
  certStatus: 'good',
};

const httpResponse: HttpResponseRecord = {
  status: 200,
  statusText: 'OK',
  headers: [{ name: 'Content-Type', value: 'application/ocsp-response' }],
  contentType: 'application/ocsp-response',
  body: bytes(0x30, 0x03, 0x0a, 0x01, 0x06),
  remoteAddress: '127.0.0.1',
  timings: { lookedUp: null, connected: 0.25, secured: null, firstByte: 1.5, total: 2.125 },
  shared: false,
};

/** A cache entry under a key of its own. */
export function sampleEntry(
  key: string,
  change: Partial<CacheEntrySummary> = {},
): StoredCacheEntry {
  return {
    summary: {
      key,
      certificateLabel: 'client-1',
      certificateFingerprint: certificate.fingerprint,
      certId: {
        hashAlgorithm: 'SHA-1',
        issuerNameHash: '00',
        issuerKeyHash: '01',
        serialNumber: '1000',
      },
      responderUri: 'http://h/',
      status: 'revoked',
      revocation: { time: startedAt - 5, reason: 'keyCompromise' },
      thisUpdate: startedAt,
      nextUpdate: startedAt + 60_000,
      storedAt: startedAt,
      expiresAt: startedAt + 60_000,
      expiryCause: 'next-update',
      originFlowId: 'flow-1',
      hits: 0,
      lastHitAt: null,
      ...change,
    },
    response: httpResponse.body,
    request: bytes(0x30),
  };
}

/** Steps of every type, with every kind of field that has to survive. */
const steps: readonly FlowStep[] = [
  {
    type: 'certificate-presented',
    certificate: presented,
    chain: [presented],
    connection: {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      peerAddress: '127.0.0.1',
      session: 'resumed',
      requestNumber: 2,
      clientGuess: 'curl',
    },
  },
  {
    type: 'chain-evaluated',
    evaluation: {
      outcome: 'trusted',
      links: [
        {
          subject: 'CN=client-1',
          issuer: 'CN=Issuing CA',
          fingerprint: certificate.fingerprint,
          outcome: 'pass',
          message: 'The signature verifies.',
        },
      ],
    },
    issuer: presented,
    basis: { trustAnchors: [presented], purpose: 'client', at: startedAt },
  },
  { type: 'intermediate-reached', certificate: presented, issuer: presented },
  { type: 'responder-uri-chosen', source: 'aia', uri: 'http://h/', ignored: ['http://h/2'] },
  { type: 'cache-looked-up', outcome: 'miss', cause: { code: 'none' } },
  { type: 'cache-looked-up', outcome: 'stale', check },
  {
    type: 'cache-looked-up',
    outcome: 'hit',
    entry: sampleEntry('key').summary,
    response: httpResponse.body,
    request: bytes(0x30),
  },
  {
    type: 'request-sent',
    request: {
      method: 'POST',
      url: 'http://h/',
      headers: [{ name: 'Host', value: 'h' }],
      ocspRequest: bytes(),
    },
    certId: sampleEntry('key').summary.certId,
    nonce: null,
  },
  { type: 'response-received', response: httpResponse },
  {
    type: 'exchange-failed',
    error: { code: 'http-status', status: 500, statusText: '' },
    response: httpResponse,
  },
  {
    type: 'response-rejected',
    error: { code: 'trailing-data', message: 'more follows', offset: 7, path: 'OCSPResponse' },
  },
  { type: 'checks-completed', checks: [check], response: responseSummary, at: 1_700_000_000_000 },
  {
    type: 'status-concluded',
    status: 'revoked',
    reason: null,
    revocation: { time: startedAt, reason: null },
  },
  { type: 'cache-stored', key: 'key', expiresAt: startedAt, expiryCause: 'maximum' },
  {
    type: 'decision-made',
    decision: { outcome: 'deny', decidedBy: 'status' },
    fallback: null,
  },
  { type: 'client-answered', answer: { kind: 'http', status: 403, statusText: 'Forbidden' } },
];

export interface SampleChange {
  readonly source?: Flow['source'];
  readonly status?: RevocationStatus | null;
  readonly label?: string;
  readonly words?: string;
  readonly durationMs?: number;
}

/** A finished flow and its row. */
export function sampleFlow(id: string, change: SampleChange = {}): { flow: Flow; row: FlowRow } {
  const { source = 'check', status = 'good', durationMs = 1.5 } = change;
  const { label = 'client-1', words = 'Admitted · good' } = change;
  const decision = { outcome: 'allow', decidedBy: 'status' } as const;
  const outcome: FlowOutcome = {
    decision,
    status,
    reason: { code: 'signature', message: 'm', remedy: null, check: 'signature' },
    revocation: null,
    response: responseSummary,
    checks: [check],
    fromCache: false,
    responderUri: 'http://h/',
    durationMs,
  };
  const policy = { ...defaultPolicy, responderCertificate: bytes(1, 2, 3) };
  const events = steps.map((step, index) => ({ atMs: index / 4, step }));
  return {
    flow: { id, source, startedAt, policy, events, outcome },
    row: {
      id,
      source,
      startedAt,
      label,
      serialNumber: '1000',
      client: 'probably curl',
      verdict: { decision, status, words, fromCache: false, durationMs },
    },
  };
}
