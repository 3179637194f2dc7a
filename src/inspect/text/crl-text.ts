import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { RevokedCertificate } from '#pki/crl/revoked-certificates.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import { extensionLines } from './extensions/extension-text.ts';
import { nameLine } from './name-text.ts';
import { algorithmLines, signatureLines } from './signature-text.ts';
import { opensslTime } from './time-text.ts';

/** Entries that are written out; the others are found by their serial numbers. */
export const maxEntries = 10_000;

/** A CRL as `openssl crl -text -noout` prints it, entries in the order of the list. */
export function crlText(crl: CertificateList): readonly string[] {
  const { version, signatureAlgorithm, extensions, revoked } = crl;
  return [
    'Certificate Revocation List (CRL):',
    `        Version ${version} (0x${version - 1})`,
    ...algorithmLines(signatureAlgorithm, 8),
    `        Issuer: ${nameLine(crl.issuer)}`,
    `        Last Update: ${opensslTime(crl.thisUpdate)}`,
    `        Next Update: ${crl.nextUpdate === null ? 'NONE' : opensslTime(crl.nextUpdate)}`,
    ...(extensions.length === 0
      ? []
      : ['        CRL extensions:', ...extensionLines(extensions, 12)]),
    ...(revoked.length === 0 ? ['No Revoked Certificates.'] : revokedLines(crl)),
    ...signatureLines(signatureAlgorithm, crl.signature),
  ];
}

function revokedLines({ revoked }: CertificateList): readonly string[] {
  const lines = ['Revoked Certificates:'];
  const shown = Math.min(revoked.length, maxEntries);
  for (let at = 0; at < shown; at++) {
    const entry = revoked.at(at);
    if (entry !== null) lines.push(...entryLines(entry));
  }
  if (shown < revoked.length) lines.push(`    … and ${revoked.length - shown} more`);
  return lines;
}

function entryLines({ serialNumber, revocationDate, extensions }: RevokedCertificate) {
  return [
    `    Serial Number: ${serialNumberToText(serialNumber).toUpperCase()}`,
    `        Revocation Date: ${opensslTime(revocationDate)}`,
    ...(extensions.length === 0
      ? []
      : ['        CRL entry extensions:', ...extensionLines(extensions, 12)]),
  ];
}
