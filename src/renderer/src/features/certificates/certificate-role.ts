import type { LoadedCertificate } from '#shared/model/certificate.ts';

/** What a certificate is for, in a word. */
export function roleOf({ summary }: LoadedCertificate): string {
  if (summary.isCa) return summary.isSelfIssued ? 'root' : 'CA';
  const usage = summary.extendedKeyUsage.join(' ');
  if (/OCSPSigning/i.test(usage)) return 'OCSP signing';
  if (/clientAuth/i.test(usage)) return /serverAuth/i.test(usage) ? 'client, server' : 'client';
  return /serverAuth/i.test(usage) ? 'server' : 'end entity';
}

/** Whether a certificate holds at a time, in words. */
export function validityOf(
  { summary }: LoadedCertificate,
  now: number,
): 'valid' | 'expired' | 'not yet valid' {
  if (now > summary.notAfter) return 'expired';
  return now < summary.notBefore ? 'not yet valid' : 'valid';
}
