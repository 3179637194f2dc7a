import { z } from 'zod';
import type {
  CertificateSummary,
  LoadedCertificate,
  LoadReport,
  PresentedCertificate,
} from '../model/certificate.ts';
import { bytes, count, epochMs, fingerprint, identifier, shortText, text } from './primitives.ts';

export const certificateSummary: z.ZodType<CertificateSummary> = z.strictObject({
  fingerprint,
  label: text,
  subject: text,
  issuer: text,
  serialNumber: text,
  notBefore: epochMs,
  notAfter: epochMs,
  publicKey: shortText,
  isCa: z.boolean(),
  isSelfIssued: z.boolean(),
  ocspUris: z.array(text),
  extendedKeyUsage: z.array(text),
});

export const presentedCertificate: z.ZodType<PresentedCertificate> = z.strictObject({
  summary: certificateSummary,
  der: bytes,
});

export const loadedCertificate: z.ZodType<LoadedCertificate> = z.strictObject({
  summary: certificateSummary,
  der: bytes,
  origin: text,
  loadedAt: epochMs,
  issuerFingerprint: fingerprint.nullable(),
  keyPin: fingerprint,
});

export const loadReport: z.ZodType<LoadReport> = z.strictObject({
  origin: text,
  added: z.array(fingerprint),
  alreadyLoaded: z.array(fingerprint),
  opened: z.array(identifier),
  problems: z.array(
    z.strictObject({
      code: z.enum([
        'empty-input',
        'too-large',
        'not-recognised',
        'not-a-certificate',
        'malformed',
        'private-key-refused',
        'case-refused',
        'unreadable',
        'cancelled',
      ]),
      message: text,
      offset: count.nullable(),
      path: text.nullable(),
    }),
  ),
});
