import { z } from 'zod';
import type { ChainEvaluation, ChainFailure, ChainLink } from '../model/chain.ts';
import { epochMs, fingerprint, text } from './primitives.ts';

const subject = text;
const issuer = text;

export const chainFailure: z.ZodType<ChainFailure> = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('no-certificate') }),
  z.strictObject({ code: z.literal('certificate-unreadable'), detail: text }),
  z.strictObject({ code: z.literal('issuer-not-found'), subject, issuer }),
  z.strictObject({ code: z.literal('issuer-not-trusted'), subject, issuer }),
  z.strictObject({ code: z.literal('issuer-mismatch'), subject, issuer }),
  z.strictObject({ code: z.literal('signature-invalid'), subject, issuer }),
  z.strictObject({
    code: z.literal('issuer-key-unreadable'),
    subject,
    issuer,
    detail: text,
  }),
  z.strictObject({ code: z.literal('issuer-loop'), subject, issuer }),
  z.strictObject({ code: z.literal('too-many-issuers'), subject, issuer, limit: z.number() }),
  z.strictObject({ code: z.literal('path-too-deep'), subject, limit: z.number() }),
  z.strictObject({ code: z.literal('unsupported-algorithm'), subject, algorithm: text }),
  z.strictObject({
    code: z.literal('certificate-expired'),
    subject,
    notAfter: epochMs,
    at: epochMs,
  }),
  z.strictObject({
    code: z.literal('certificate-not-yet-valid'),
    subject,
    notBefore: epochMs,
    at: epochMs,
  }),
  z.strictObject({ code: z.literal('issuer-not-a-ca'), subject }),
  z.strictObject({ code: z.literal('issuer-may-not-sign'), subject }),
  z.strictObject({ code: z.literal('path-too-long'), subject, pathLen: z.number() }),
  z.strictObject({
    code: z.literal('wrong-purpose'),
    subject,
    // Flows of before judged clients alone.
    purpose: z.enum(['client', 'server']).default('client'),
    extendedKeyUsage: z.array(text),
  }),
  z.strictObject({ code: z.literal('critical-extension'), subject, oid: text }),
  z.strictObject({
    code: z.literal('name-not-allowed'),
    subject,
    by: text,
    name: text,
    rule: z.enum(['not-permitted', 'excluded', 'cannot-be-compared']),
  }),
  z.strictObject({ code: z.literal('policy-missing'), subject, by: text }),
  z.strictObject({ code: z.literal('policy-mapping-invalid'), subject }),
  z.strictObject({ code: z.literal('algorithm-refused'), subject, what: text }),
  z.strictObject({ code: z.literal('key-too-small'), subject, what: text }),
]);

const chainLink: z.ZodType<ChainLink> = z.strictObject({
  subject,
  issuer,
  fingerprint,
  outcome: z.enum(['pass', 'fail']),
  message: text,
});

export const chainEvaluation: z.ZodType<ChainEvaluation> = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('trusted'), links: z.array(chainLink) }),
  z.strictObject({
    outcome: z.literal('not-trusted'),
    links: z.array(chainLink),
    failure: chainFailure,
  }),
]);
