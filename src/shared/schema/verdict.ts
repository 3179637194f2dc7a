import { z } from 'zod';
import type { ResponderId, ResponseSummary } from '../model/ocsp.ts';
import { type CheckResult, checkIds, type Decision, type StatusReason } from '../model/verdict.ts';
import { certStatus } from './cache.ts';
import { epochMs, identifier, text } from './primitives.ts';

export const revocationStatus = z.enum(['good', 'revoked', 'unknown', 'indeterminate']);

const evidenceValue = z.union([text, z.number(), z.boolean(), z.null(), z.array(text)]);

export const checkResult: z.ZodType<CheckResult> = z.strictObject({
  id: z.enum(checkIds),
  title: text,
  outcome: z.enum(['pass', 'fail', 'warn', 'not-applicable', 'not-run']),
  citation: text,
  message: text,
  evidence: z.record(z.string(), evidenceValue),
});

export const statusReason: z.ZodType<StatusReason> = z.strictObject({
  code: identifier,
  message: text,
  remedy: text.nullable(),
  check: z.enum(checkIds).nullable(),
});

export const decision: z.ZodType<Decision> = z.strictObject({
  outcome: z.enum(['allow', 'deny']),
  decidedBy: z.enum([
    'handshake',
    'chain',
    'ocsp-not-enabled',
    'status',
    'fallback',
    'another-program',
  ]),
});

const responderId: z.ZodType<ResponderId> = z.union([
  z.strictObject({ byName: text }),
  z.strictObject({ byKey: text }),
]);

export const responseSummary: z.ZodType<ResponseSummary> = z.strictObject({
  producedAt: epochMs,
  thisUpdate: epochMs.nullable(),
  nextUpdate: epochMs.nullable(),
  responderId,
  signatureAlgorithm: text,
  signer: text.nullable(),
  certStatus: certStatus.nullable(),
});
