import { z } from 'zod';
import type { ObjectJudgement, SerialLookUp } from '../model/object-judgement.ts';
import { revocationReason } from './cache.ts';
import { count, epochMs, fingerprint, identifier, text } from './primitives.ts';
import { checkResult, revocationStatus, statusReason } from './verdict.ts';

const agreement = z.strictObject({
  other: text,
  otherId: identifier,
  compared: count,
  notCovered: count,
  disagreements: z.array(
    z.strictObject({
      serialNumber: text,
      ocsp: text,
      crl: text,
      differs: z.enum(['status', 'time', 'reason']),
    }),
  ),
});

const judgedAnswer = z.strictObject({
  serialNumber: text,
  said: text,
  subject: z.strictObject({ fingerprint, label: text }).nullable(),
  status: revocationStatus.nullable(),
  reason: statusReason.nullable(),
  checks: z.array(checkResult),
  missing: text.nullable(),
});

const crlCheck = z.strictObject({
  id: z.enum([
    'issuer',
    'signature',
    'may-sign',
    'this-update',
    'next-update',
    'extensions',
    'delta',
  ]),
  outcome: z.enum(['pass', 'warn', 'fail']),
  message: text,
  citation: text,
});

const crlAnswer = z.strictObject({
  subject: text,
  fingerprint,
  serialNumber: text,
  status: z.enum(['revoked', 'not-listed']),
  revocationTime: epochMs.nullable(),
  reason: revocationReason.nullable(),
});

export const objectJudgement: z.ZodType<ObjectJudgement> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ocsp-response'),
    at: epochMs,
    problem: text.nullable(),
    answers: z.array(judgedAnswer),
    agreements: z.array(agreement),
  }),
  z.strictObject({
    kind: z.literal('crl'),
    at: epochMs,
    isReliable: z.boolean(),
    checks: z.array(crlCheck),
    answers: z.array(crlAnswer),
    agreements: z.array(agreement),
  }),
]);

export const serialLookUp: z.ZodType<SerialLookUp> = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('not-a-serial') }),
  z.strictObject({ outcome: z.literal('not-listed'), serialNumber: text, entries: count }),
  z.strictObject({
    outcome: z.literal('listed'),
    serialNumber: text,
    revocationTime: epochMs,
    reason: revocationReason.nullable(),
    invalidityDate: epochMs.nullable(),
    range: z.strictObject({ offset: count, length: count }),
  }),
]);
