import type { CertificateSummary } from '#shared/model/certificate.ts';
import { toRfc3339 } from '#shared/model/time.ts';

/** A certificate as every `--json` document has it. */
export function certificateToJson(summary: CertificateSummary) {
  return {
    subject: summary.subject,
    issuer: summary.issuer,
    serialNumber: summary.serialNumber,
    fingerprint: summary.fingerprint,
    notBefore: toRfc3339(summary.notBefore),
    notAfter: toRfc3339(summary.notAfter),
    publicKey: summary.publicKey,
    isCa: summary.isCa,
    ocspUris: summary.ocspUris,
    extendedKeyUsage: summary.extendedKeyUsage,
  };
}
