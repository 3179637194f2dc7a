import { z } from 'zod';
import { defaultPolicy, type FallbackByCause, type Policy } from '../model/policy.ts';
import type {
  AppInfo,
  ClockState,
  FieldProblem,
  NamedPolicy,
  PolicyList,
} from '../model/settings.ts';
import { bytes, epochMs, identifier, shortText, text } from './primitives.ts';

const ownFallback = z.enum(['allow', 'block']).nullable();

const fallbackByCause: z.ZodType<FallbackByCause> = z.strictObject({
  unknown: ownFallback,
  'no-answer': ownFallback,
  'answer-not-valid': ownFallback,
});

/**
 * The shape alone: whether the values make sense is the workbench's to say, field by field. A policy that was
 * written before a field was invented means the usual value of it.
 */
export const policy: z.ZodType<Policy> = z.strictObject({
  ocsp: z.enum(['enabled', 'not-enabled']),
  scope: z.enum(['leaf', 'leaf-and-intermediates']).default(defaultPolicy.scope),
  responderUri: shortText.nullable(),
  aiaUris: z.enum(['first-only', 'each-in-turn']).default(defaultPolicy.aiaUris),
  responderCertificate: bytes.nullable(),
  responderTrust: z
    .enum(['issuer-or-delegate', 'also-this-certificate', 'only-this-certificate'])
    .default(defaultPolicy.responderTrust),
  fallback: z.enum(['allow', 'block']),
  fallbackByCause: fallbackByCause.default(defaultPolicy.fallbackByCause),
  hash: z.enum(['sha1', 'sha256', 'sha384', 'sha512']),
  nonce: z.enum(['omit', 'send', 'require']),
  nonceLength: z.number(),
  method: z.enum(['auto', 'get', 'post']),
  connectTimeoutMs: z.number(),
  totalTimeoutMs: z.number(),
  maxResponseBytes: z.number(),
  skewSeconds: z.number(),
  maxAgeSeconds: z.number().nullable(),
  sha1Signatures: z.enum(['warn', 'fail']),
  smallKeys: z.enum(['warn', 'fail']).default(defaultPolicy.smallKeys),
  encoding: z.enum(['warn', 'fail']).default(defaultPolicy.encoding),
  addressPolicy: z.enum(['any', 'public-only', 'loopback-only']),
  cache: z.strictObject({
    use: z.enum(['on', 'off']),
    minSeconds: z.number(),
    maxSeconds: z.number(),
    hold: z.enum(['until-next-update', 'past-next-update']),
  }),
});

const namedPolicy: z.ZodType<NamedPolicy> = z.strictObject({
  id: identifier,
  name: shortText,
  policy,
});

export const policyList: z.ZodType<PolicyList> = z.strictObject({
  current: policy,
  basedOn: identifier.nullable(),
  saved: z.array(namedPolicy),
});

export const clockState: z.ZodType<ClockState> = z.strictObject({
  offsetMs: z.number(),
  now: epochMs,
});

export const fieldProblem: z.ZodType<FieldProblem> = z.strictObject({ field: text, message: text });

export const appInfo: z.ZodType<AppInfo> = z.strictObject({
  version: shortText,
  runtime: shortText,
  platform: shortText,
  storePath: text,
  safeStorage: shortText.nullable(),
  notices: z.array(text),
});
