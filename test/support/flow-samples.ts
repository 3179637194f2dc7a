import type {
  Flow,
  FlowEvent,
  FlowOutcome,
  FlowRow,
  FlowStep,
} from '../../src/shared/flow/flow.ts';
import type { FlowSource } from '../../src/shared/flow/source.ts';
import type { CertificatePresented } from '../../src/shared/flow/steps/certificate-presented.ts';
import type { CacheEntrySummary } from '../../src/shared/model/cache.ts';
import type { CertificateSummary, LoadedCertificate } from '../../src/shared/model/certificate.ts';
import { defaultPolicy, type Policy } from '../../src/shared/model/policy.ts';
import type { HttpResponseRecord, TransportError } from '../../src/shared/model/transport.ts';
import type { CheckResult, Decision, RevocationStatus } from '../../src/shared/model/verdict.ts';

/** 2026-11-22T10:00:00Z, when all samples begin. */
export const sampleStart = Date.UTC(2026, 10, 22, 10, 0, 0);

export const sampleUri = 'http://127.0.0.1:8080/ocsp';

/** What is said of a certificate; the fingerprint is the label's. */
export function sampleSummary(
  label: string,
  changes: Partial<CertificateSummary> = {},
): CertificateSummary {
  return {
    fingerprint: `fp-${label}`,
    label,
    subject: `CN=${label}`,
    issuer: 'CN=Issuing CA',
    serialNumber: '01f4',
    notBefore: Date.UTC(2025, 0, 1),
    notAfter: Date.UTC(2028, 0, 1),
    publicKey: 'ECDSA P-256',
    isCa: false,
    isSelfIssued: false,
    ocspUris: [sampleUri],
    extendedKeyUsage: ['clientAuth'],
    ...changes,
  };
}

/** A loaded certificate of one file. */
export function sampleLoaded(
  label: string,
  changes: Partial<Omit<LoadedCertificate, 'summary'>> & {
    readonly summary?: Partial<CertificateSummary>;
  } = {},
): LoadedCertificate {
  const { summary, ...rest } = changes;
  return {
    summary: sampleSummary(label, summary),
    der: new TextEncoder().encode(label),
    origin: `${label}.pem`,
    loadedAt: sampleStart,
    issuerFingerprint: null,
    keyPin: `pin-${label}`,
    ...rest,
  };
}

export function sampleCheck(
  id: CheckResult['id'],
  changes: Partial<CheckResult> = {},
): CheckResult {
  return {
    id,
    title: `Title of ${id}`,
    outcome: 'pass',
    citation: 'RFC 6960 §3.2 item 2',
    message: `What ${id} found.`,
    evidence: {},
    ...changes,
  };
}

export function sampleEntry(changes: Partial<CacheEntrySummary> = {}): CacheEntrySummary {
  return {
    key: 'entry',
    certificateLabel: 'client',
    certificateFingerprint: 'fp-client',
    certId: {
      hashAlgorithm: 'sha1',
      issuerNameHash: 'aa',
      issuerKeyHash: 'bb',
      serialNumber: '01f4',
    },
    responderUri: sampleUri,
    status: 'good',
    revocation: null,
    thisUpdate: sampleStart - 600_000,
    nextUpdate: sampleStart + 3_600_000,
    storedAt: sampleStart - 600_000,
    expiresAt: sampleStart + 1_800_000,
    expiryCause: 'maximum',
    originFlowId: 'flow-0',
    hits: 2,
    lastHitAt: null,
    ...changes,
  };
}

/** Steps of a flow, one millisecond apart. */
export function timed(...steps: readonly FlowStep[]): readonly FlowEvent[] {
  return steps.map((step, index) => ({ atMs: index, step }));
}

export const presented: CertificatePresented = {
  type: 'certificate-presented',
  certificate: { summary: sampleSummary('client'), der: new Uint8Array([1]) },
  chain: [],
  connection: null,
};

export const chainHolds: FlowStep = {
  type: 'chain-evaluated',
  evaluation: { outcome: 'trusted', links: [] },
  issuer: { summary: sampleSummary('Issuing CA', { isCa: true }), der: new Uint8Array([2]) },
  basis: null,
};

export const uriFromAia: FlowStep = {
  type: 'responder-uri-chosen',
  source: 'aia',
  uri: sampleUri,
  ignored: ['http://backup.example/ocsp'],
};

export const cacheMiss: FlowStep = {
  type: 'cache-looked-up',
  outcome: 'miss',
  cause: { code: 'none' },
};

export const requestSent: FlowStep = {
  type: 'request-sent',
  request: { method: 'POST', url: sampleUri, headers: [], ocspRequest: new Uint8Array(114) },
  certId: {
    hashAlgorithm: 'sha1',
    issuerNameHash: 'aa',
    issuerKeyHash: 'bb',
    serialNumber: '01f4',
  },
  nonce: null,
};

export const sampleHttpResponse: HttpResponseRecord = {
  status: 200,
  statusText: 'OK',
  headers: [],
  contentType: 'application/ocsp-response',
  body: new Uint8Array(1471),
  remoteAddress: '127.0.0.1',
  timings: { lookedUp: null, connected: 1, secured: null, firstByte: 20, total: 33 },
  shared: false,
};

export const responseReceived: FlowStep = {
  type: 'response-received',
  response: sampleHttpResponse,
};

export function exchangeFailed(error: TransportError): FlowStep {
  return { type: 'exchange-failed', error, response: null };
}

/** The checks, and the answer they were about. */
export function checksCompleted(
  checks: readonly CheckResult[],
  status: 'good' | 'revoked' | 'unknown',
): FlowStep {
  return {
    type: 'checks-completed',
    checks,
    at: null,
    response: {
      producedAt: sampleStart,
      thisUpdate: sampleStart,
      nextUpdate: sampleStart + 3_600_000,
      responderId: { byName: 'CN=Responder' },
      signatureAlgorithm: 'ECDSA with SHA-256',
      signer: 'CN=Responder',
      certStatus: status,
    },
  };
}

export function statusConcluded(status: RevocationStatus): FlowStep {
  return { type: 'status-concluded', status, reason: null, revocation: null };
}

export function decisionMade(
  decision: Decision,
  fallback: 'allow' | 'block' | null = null,
): FlowStep {
  return { type: 'decision-made', decision, fallback };
}

/** An outcome; by default the client is let in, as its status is good. */
export function sampleOutcome(changes: Partial<FlowOutcome> = {}): FlowOutcome {
  return {
    decision: { outcome: 'allow', decidedBy: 'status' },
    status: 'good',
    reason: null,
    revocation: null,
    response: null,
    checks: [],
    fromCache: false,
    responderUri: sampleUri,
    durationMs: 41,
    ...changes,
  };
}

/** A flow of the given steps. */
export function sampleFlow(
  events: readonly FlowEvent[],
  changes: {
    readonly id?: string;
    readonly source?: FlowSource;
    readonly policy?: Partial<Policy>;
    readonly outcome?: FlowOutcome | null;
  } = {},
): Flow {
  return {
    id: changes.id ?? 'flow-1',
    source: changes.source ?? 'check',
    startedAt: sampleStart,
    policy: { ...defaultPolicy, ...changes.policy },
    events,
    outcome: changes.outcome === undefined ? sampleOutcome() : changes.outcome,
  };
}

/** A row of the flow list; without a verdict it is running. */
export function sampleRow(
  id: string,
  verdict: FlowRow['verdict'] | 'finished' = 'finished',
): FlowRow {
  return {
    id,
    source: 'check',
    startedAt: sampleStart,
    label: `client of ${id}`,
    serialNumber: '01f4',
    client: null,
    verdict:
      verdict === 'finished'
        ? {
            decision: { outcome: 'allow', decidedBy: 'status' },
            status: 'good',
            words: 'Completed · good',
            fromCache: false,
            durationMs: 12,
          }
        : verdict,
  };
}

/** A whole answered check that ends with the given status. */
export function answeredFlow(status: 'good' | 'revoked'): Flow {
  const decision: Decision = { outcome: status === 'good' ? 'allow' : 'deny', decidedBy: 'status' };
  return sampleFlow(
    timed(
      presented,
      chainHolds,
      uriFromAia,
      cacheMiss,
      requestSent,
      responseReceived,
      checksCompleted([sampleCheck('signature')], status),
      statusConcluded(status),
      decisionMade(decision),
    ),
    {
      outcome: sampleOutcome({
        decision,
        status,
        revocation:
          status === 'revoked'
            ? { time: Date.UTC(2026, 10, 21, 9, 14), reason: 'keyCompromise' }
            : null,
      }),
    },
  );
}
