import type { LoadedCertificate } from '#shared/model/certificate.ts';
import { toSearchText } from '#shared/wording/serial.ts';

/** A list to choose from has no more certificates than this: nobody reads on, and each costs time. */
export const mostOffered = 200;

/** The certificates that a list offers: all of few; of many, the first that hold what is written. */
export function offeredCertificates(
  certificates: readonly LoadedCertificate[],
  text: string,
  chosen: string | null,
): readonly LoadedCertificate[] {
  if (certificates.length <= mostOffered) return certificates;
  const own = certificates.find(({ summary }) => summary.fingerprint === chosen);
  // What stands in the field before anybody writes is the name of the chosen one.
  const written = text === own?.summary.label ? '' : text.trim().toLowerCase();
  const found: LoadedCertificate[] = own === undefined ? [] : [own];
  for (const certificate of certificates) {
    if (found.length >= mostOffered) break;
    if (certificate !== own && isFound(certificate, written)) found.push(certificate);
  }
  return found;
}

function isFound({ summary }: LoadedCertificate, written: string): boolean {
  return (
    summary.label.toLowerCase().includes(written) ||
    summary.serialNumber.includes(toSearchText(written))
  );
}
