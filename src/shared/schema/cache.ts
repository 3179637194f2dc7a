import { z } from 'zod';
import type { CacheEntrySummary, CacheStatistics } from '../model/cache.ts';
import type { CertIdSummary, Revocation, RevocationReason } from '../model/ocsp.ts';
import { count, epochMs, fingerprint, identifier, text } from './primitives.ts';

export const certIdSummary: z.ZodType<CertIdSummary> = z.strictObject({
  hashAlgorithm: text,
  issuerNameHash: text,
  issuerKeyHash: text,
  serialNumber: text,
});

export const certStatus = z.enum(['good', 'revoked', 'unknown']);

export const revocationReason: z.ZodType<RevocationReason> = z.union([
  z.enum([
    'unspecified',
    'keyCompromise',
    'cACompromise',
    'affiliationChanged',
    'superseded',
    'cessationOfOperation',
    'certificateHold',
    'removeFromCRL',
    'privilegeWithdrawn',
    'aACompromise',
  ]),
  z.templateLiteral(['unrecognised reason ', z.number()]),
]);

export const revocation: z.ZodType<Revocation> = z.strictObject({
  time: epochMs,
  reason: revocationReason.nullable(),
});

export const expiryCause = z.enum([
  'minimum-without-next-update',
  'minimum',
  'next-update',
  'maximum',
  'signer-not-after',
  'held-past-next-update',
]);

export const cacheEntrySummary: z.ZodType<CacheEntrySummary> = z.strictObject({
  key: text,
  certificateLabel: text,
  certificateFingerprint: fingerprint,
  certId: certIdSummary,
  responderUri: text,
  status: certStatus,
  revocation: revocation.nullable(),
  thisUpdate: epochMs,
  nextUpdate: epochMs.nullable(),
  storedAt: epochMs,
  expiresAt: epochMs,
  expiryCause,
  originFlowId: identifier,
  hits: count,
  lastHitAt: epochMs.nullable(),
});

export const cacheStatistics: z.ZodType<CacheStatistics> = z.strictObject({
  entries: count,
  hits: count,
  misses: count,
  coalesced: count,
});
