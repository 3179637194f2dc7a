import { z } from 'zod';
import type { NamedCertificate, ServerAddress, ServerReport } from '../model/server-report.ts';
import { count, fingerprint, identifier, text } from './primitives.ts';
import { revocationStatus } from './verdict.ts';

export const serverAddress: z.ZodType<ServerAddress> = z.strictObject({
  host: z.string().min(1).max(300),
  port: z.number().int().min(1).max(65_535),
  serverName: z.string().min(1).max(300).nullable(),
});

const namedCertificate: z.ZodType<NamedCertificate> = z.strictObject({ fingerprint, label: text });

export const serverReport: z.ZodType<ServerReport> = z.strictObject({
  address: text,
  serverName: text.nullable(),
  remoteAddress: text.nullable(),
  protocol: text.nullable(),
  cipher: text.nullable(),
  brokenOff: text.nullable(),
  sent: z.array(namedCertificate),
  unreadable: count,
  isNamed: z.boolean(),
  built: z.strictObject({
    outcome: z.enum(['trusted', 'not-trusted']),
    path: z.array(namedCertificate),
    message: text.nullable(),
  }),
  stapled: z
    .strictObject({
      objectId: identifier,
      flowId: identifier,
      status: revocationStatus.nullable(),
      words: text,
    })
    .nullable(),
});
