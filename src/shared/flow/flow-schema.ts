import { z } from 'zod';
import type { CacheMissCause } from '../model/cache.ts';
import type { VerdictChange } from '../model/verdict-change.ts';
import { cacheEntrySummary, certIdSummary, expiryCause, revocation } from '../schema/cache.ts';
import { presentedCertificate } from '../schema/certificate.ts';
import { chainEvaluation } from '../schema/chain.ts';
import { handshakeFailure } from '../schema/mtls.ts';
import { policy } from '../schema/policy.ts';
import { bytes, count, durationMs, epochMs, identifier, text } from '../schema/primitives.ts';
import { httpRequestRecord, httpResponseRecord, transportError } from '../schema/transport.ts';
import {
  checkResult,
  decision,
  responseSummary,
  revocationStatus,
  statusReason,
} from '../schema/verdict.ts';
import type {
  Flow,
  FlowEvent,
  FlowFilter,
  FlowOutcome,
  FlowPage,
  FlowRow,
  FlowStatistics,
  FlowStep,
} from './flow.ts';
import type { ConnectionFacts } from './steps/certificate-presented.ts';
import type { ChainBasis } from './steps/chain-evaluated.ts';
import type { ClientAnswer } from './steps/client-answered.ts';

const flowSource = z.enum(['check', 'mtls', 'client', 'scenario', 'saved-response', 'case']);

const connectionFacts: z.ZodType<ConnectionFacts> = z.strictObject({
  protocol: text,
  cipher: text,
  peerAddress: text,
  session: z.enum(['new', 'resumed']),
  requestNumber: count,
  clientGuess: text.nullable(),
});

const clientAnswer: z.ZodType<ClientAnswer> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('http'), status: count, statusText: text }),
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({ kind: z.literal('client-gone') }),
  z.strictObject({ kind: z.literal('none') }),
]);

/** What was not recorded yet in flows of earlier versions is null when they are read. */
const chainBasis: z.ZodType<ChainBasis> = z.strictObject({
  trustAnchors: z.array(presentedCertificate),
  purpose: z.enum(['client', 'server', 'any']),
  at: epochMs,
});

const cacheMissCause: z.ZodType<CacheMissCause> = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('none') }),
  z.strictObject({ code: z.literal('expired'), expiredAt: epochMs, at: epochMs }),
  z.strictObject({ code: z.literal('not-yet-valid'), storedAt: epochMs, at: epochMs }),
  z.strictObject({ code: z.literal('other-policy') }),
  z.strictObject({ code: z.literal('unusable') }),
]);

const cacheLookUp = z.discriminatedUnion('outcome', [
  z.strictObject({
    type: z.literal('cache-looked-up'),
    outcome: z.literal('miss'),
    cause: cacheMissCause.nullable().default(null),
  }),
  z.strictObject({
    type: z.literal('cache-looked-up'),
    outcome: z.literal('bypassed'),
    cause: z.enum(['cache-off', 'nonce-required']).default('cache-off'),
  }),
  z.strictObject({
    type: z.literal('cache-looked-up'),
    outcome: z.literal('stale'),
    check: checkResult,
  }),
  z.strictObject({
    type: z.literal('cache-looked-up'),
    outcome: z.literal('hit'),
    entry: cacheEntrySummary,
    response: bytes,
    request: bytes.nullable().default(null),
  }),
]);

const verdictChange: z.ZodType<VerdictChange> = z.strictObject({
  field: text,
  from: text.nullable(),
  to: text.nullable(),
});

const flowStep: z.ZodType<FlowStep> = z.union([
  z.strictObject({
    type: z.literal('case-opened'),
    file: text,
    origin: z.enum(['case', 'har', 'packet-capture', 'messages']),
    name: text,
    notes: text,
    recordedAt: epochMs,
    at: epochMs,
    octets: bytes,
    changes: z.array(verdictChange).nullable(),
  }),
  z.strictObject({ type: z.literal('handshake-failed'), failure: handshakeFailure }),
  z.strictObject({
    type: z.literal('certificate-presented'),
    certificate: presentedCertificate.nullable(),
    chain: z.array(presentedCertificate),
    connection: connectionFacts.nullable(),
  }),
  z.strictObject({
    type: z.literal('chain-evaluated'),
    evaluation: chainEvaluation,
    issuer: presentedCertificate.nullable(),
    basis: chainBasis.nullable().default(null),
  }),
  z.strictObject({ type: z.literal('ocsp-not-enabled') }),
  z.strictObject({
    type: z.literal('responder-uri-chosen'),
    source: z.enum(['configuration', 'aia', 'recorded']),
    uri: text,
    ignored: z.array(text),
  }),
  z.strictObject({ type: z.literal('responder-uri-missing') }),
  z.strictObject({
    type: z.literal('intermediate-reached'),
    certificate: presentedCertificate,
    issuer: presentedCertificate,
  }),
  cacheLookUp,
  z.strictObject({
    type: z.literal('request-sent'),
    request: httpRequestRecord,
    certId: certIdSummary,
    nonce: text.nullable(),
  }),
  z.strictObject({ type: z.literal('response-received'), response: httpResponseRecord }),
  z.strictObject({
    type: z.literal('exchange-failed'),
    error: transportError,
    response: httpResponseRecord.nullable(),
  }),
  z.strictObject({
    type: z.literal('response-rejected'),
    error: z.strictObject({ code: text, message: text, offset: count, path: text }),
  }),
  z.strictObject({
    type: z.literal('checks-completed'),
    checks: z.array(checkResult),
    response: responseSummary.nullable(),
    at: epochMs.nullable().default(null),
  }),
  z.strictObject({
    type: z.literal('status-concluded'),
    status: revocationStatus,
    reason: statusReason.nullable(),
    revocation: revocation.nullable(),
  }),
  z.strictObject({ type: z.literal('cache-stored'), key: text, expiresAt: epochMs, expiryCause }),
  z.strictObject({
    type: z.literal('decision-made'),
    decision,
    fallback: z.enum(['allow', 'block']).nullable(),
  }),
  z.strictObject({ type: z.literal('client-answered'), answer: clientAnswer }),
]);

export const flowEvent: z.ZodType<FlowEvent> = z.strictObject({ atMs: durationMs, step: flowStep });

const flowOutcome: z.ZodType<FlowOutcome> = z.strictObject({
  decision,
  status: revocationStatus.nullable(),
  reason: statusReason.nullable(),
  revocation: revocation.nullable(),
  response: responseSummary.nullable(),
  checks: z.array(checkResult),
  fromCache: z.boolean(),
  responderUri: text.nullable(),
  durationMs,
});

export const flow: z.ZodType<Flow> = z.strictObject({
  id: identifier,
  source: flowSource,
  startedAt: epochMs,
  policy,
  events: z.array(flowEvent),
  outcome: flowOutcome.nullable(),
});

export const flowRow: z.ZodType<FlowRow> = z.strictObject({
  id: identifier,
  source: flowSource,
  startedAt: epochMs,
  label: text,
  serialNumber: text,
  client: text.nullable(),
  verdict: z
    .strictObject({
      decision,
      status: revocationStatus.nullable(),
      words: text,
      fromCache: z.boolean(),
      durationMs,
    })
    .nullable(),
});

export const flowPage: z.ZodType<FlowPage> = z.strictObject({
  rows: z.array(flowRow),
  total: count,
});

export const flowStatistics: z.ZodType<FlowStatistics> = z.strictObject({
  total: count,
  p50Ms: durationMs.nullable(),
  p95Ms: durationMs.nullable(),
});

export const flowFilter: z.ZodType<FlowFilter> = z.strictObject({
  statuses: z
    .array(z.enum(['good', 'revoked', 'unknown', 'indeterminate', 'not-asked']))
    .nullable(),
  sources: z.array(flowSource).nullable(),
  text: z.string().max(500),
});
