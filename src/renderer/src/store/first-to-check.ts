import type { LoadedCertificate } from '#shared/model/certificate.ts';

/** The fingerprint of the one that a person most likely wants to check: the newest that is no CA and no responder. */
export function firstToCheck(certificates: readonly LoadedCertificate[]): string | null {
  const clients = certificates.filter(
    ({ summary }) => !summary.isCa && !isResponderCertificate(summary.extendedKeyUsage),
  );
  const [newest] = clients.toSorted((a, b) => b.loadedAt - a.loadedAt);
  return newest?.summary.fingerprint ?? null;
}

/** Whether a certificate is meant to sign OCSP answers, and so is hardly the one to check. */
function isResponderCertificate(extendedKeyUsage: readonly string[]): boolean {
  return extendedKeyUsage.some((usage) => /OCSPSigning|1\.3\.6\.1\.5\.5\.7\.3\.9/i.test(usage));
}
