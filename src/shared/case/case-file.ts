import { z } from 'zod';
import { err, ok, type Result } from '../model/result.ts';
import { checkIds } from '../model/verdict.ts';
import { chainFailure } from '../schema/chain.ts';
import { firstProblem, type JsonFileError, readJsonFile } from '../schema/json-file.ts';
import { policyFromPlain, policyShape, policyToPlain } from '../schema/policy-file.ts';
import { identifier, shortText, text } from '../schema/primitives.ts';
import { header, transportError } from '../schema/transport.ts';
import { decision, revocationStatus } from '../schema/verdict.ts';
import type { Case, CaseAnswer } from './case.ts';

/** How files of cases end. */
export const caseExtension = '.revocase';

const kind = { format: 'revoscope-case', version: 1, name: 'case' };

/** Octets are base64 of their DER. */
const octets = z.base64().max(20_000_000);
/** RFC 3339 in UTC, to the millisecond where need be. */
const time = z.iso.datetime();
const most = 100;

const duration = z.number().nonnegative().nullable();

const httpShape = z.strictObject({
  status: z.number().int().nonnegative(),
  statusText: text,
  headers: z.array(header).max(1_000),
  contentType: text.nullable(),
  remoteAddress: text.nullable(),
  timings: z.strictObject({
    lookedUp: duration,
    connected: duration,
    secured: duration,
    firstByte: duration,
    total: z.number().nonnegative(),
  }),
  shared: z.boolean(),
});

const answerShape = z.strictObject({
  issuer: octets,
  hash: z.enum(['sha1', 'sha256', 'sha384', 'sha512']),
  request: octets.nullable(),
  nonce: octets.nullable(),
  asked: z
    .strictObject({ method: z.enum(['GET', 'POST']), url: text })
    .nullable()
    .default(null),
  http: httpShape.nullable(),
  response: octets,
  kept: z
    .strictObject({ since: time, hold: z.enum(['until-next-update', 'past-next-update']) })
    .nullable(),
});

const unansweredShape = z.union([
  z.strictObject({ code: z.literal('no-responder-uri') }),
  z.strictObject({ code: z.literal('issuer-not-at-hand'), issuer: text }),
  transportError,
]);

const outcome = z.enum(['pass', 'fail', 'warn', 'not-applicable', 'not-run']);

const caseShape = z.strictObject({
  format: z.literal(kind.format),
  version: z.literal(kind.version),
  name: shortText,
  notes: text.default(''),
  at: time,
  clockOffsetMs: z.number().default(0),
  purpose: z.enum(['client', 'server', 'any']),
  certificate: z.union([octets, chainFailure]),
  presentedChain: z.array(octets).max(most),
  trustAnchors: z.array(octets).max(100_000),
  answer: answerShape.nullable(),
  unanswered: unansweredShape.nullable(),
  policy: policyShape,
  verdict: z.strictObject({
    status: revocationStatus.nullable(),
    reason: identifier.nullable(),
    decision,
    revokedAt: time.nullable(),
    checks: z.partialRecord(z.enum(checkIds), outcome),
  }),
});

/** Writes a case as JSON that a person reads; the same case gives the same octets. */
export function writeCase(written: Case): string {
  const { certificate, answer, verdict } = written;
  const file: z.input<typeof caseShape> = {
    format: kind.format,
    version: kind.version,
    name: written.name,
    notes: written.notes,
    at: toTime(written.at),
    clockOffsetMs: written.clockOffsetMs,
    purpose: written.purpose,
    certificate: certificate instanceof Uint8Array ? toBase64(certificate) : certificate,
    presentedChain: written.presentedChain.map(toBase64),
    trustAnchors: written.trustAnchors.map(toBase64),
    answer: answer === null ? null : answerToPlain(answer),
    unanswered: written.unanswered,
    policy: policyToPlain(written.policy),
    verdict: {
      status: verdict.status,
      reason: verdict.reason,
      decision: verdict.decision,
      revokedAt: verdict.revokedAt === null ? null : toTime(verdict.revokedAt),
      checks: { ...verdict.checks },
    },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function answerToPlain(answer: CaseAnswer): z.input<typeof answerShape> {
  const { http, kept } = answer;
  return {
    issuer: toBase64(answer.issuer),
    hash: answer.hash,
    request: answer.request === null ? null : toBase64(answer.request),
    nonce: answer.nonce === null ? null : toBase64(answer.nonce),
    asked: answer.asked === null ? null : { method: answer.asked.method, url: answer.asked.url },
    http:
      http === null
        ? null
        : {
            status: http.status,
            statusText: http.statusText,
            headers: [...http.headers],
            contentType: http.contentType,
            remoteAddress: http.remoteAddress,
            timings: http.timings,
            shared: http.shared,
          },
    response: toBase64(answer.response),
    kept: kept === null ? null : { since: toTime(kept.since), hold: kept.hold },
  };
}

/** Reads a case: what is not one is refused, with the field and the reason. */
export function readCase(json: string): Result<Case, JsonFileError> {
  const parsed = readJsonFile(json, kind);
  if (!parsed.ok) return parsed;
  const file = caseShape.safeParse(parsed.value);
  if (!file.success) return err(firstProblem(file.error));
  const { data } = file;
  const policy = policyFromPlain(data.policy);
  if (!policy.ok) return policy;
  const { certificate, verdict } = data;
  return ok({
    name: data.name,
    notes: data.notes,
    at: Date.parse(data.at),
    clockOffsetMs: data.clockOffsetMs,
    purpose: data.purpose,
    certificate: typeof certificate === 'string' ? fromBase64(certificate) : certificate,
    presentedChain: data.presentedChain.map(fromBase64),
    trustAnchors: data.trustAnchors.map(fromBase64),
    answer: data.answer === null ? null : answerFromPlain(data.answer),
    unanswered: data.unanswered,
    policy: policy.value,
    verdict: {
      ...verdict,
      revokedAt: verdict.revokedAt === null ? null : Date.parse(verdict.revokedAt),
    },
  });
}

function answerFromPlain(plain: z.output<typeof answerShape>): CaseAnswer {
  const response = fromBase64(plain.response);
  const { http, kept } = plain;
  return {
    issuer: fromBase64(plain.issuer),
    hash: plain.hash,
    request: plain.request === null ? null : fromBase64(plain.request),
    nonce: plain.nonce === null ? null : fromBase64(plain.nonce),
    asked: plain.asked,
    http: http === null ? null : { ...http, body: response },
    response,
    kept: kept === null ? null : { since: Date.parse(kept.since), hold: kept.hold },
  };
}

function toTime(at: number): string {
  return new Date(at).toISOString();
}

function toBase64(octetsOf: Uint8Array): string {
  return z.core.util.uint8ArrayToBase64(octetsOf);
}

function fromBase64(base64: string): Uint8Array {
  return z.core.util.base64ToUint8Array(base64);
}
