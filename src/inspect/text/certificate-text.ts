import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { extensionLines } from './extensions/extension-text.ts';
import { hexLines, indented } from './hex-lines.ts';
import { publicKeyLines } from './key-text.ts';
import { nameLine } from './name-text.ts';
import { magnitudeOf } from './number-text.ts';
import { algorithmLines, signatureLines } from './signature-text.ts';
import { opensslTime } from './time-text.ts';

/** A certificate as `openssl x509 -text -noout` prints it. */
export function certificateText(certificate: Certificate): readonly string[] {
  const { version, signatureAlgorithm, extensions } = certificate;
  return [
    'Certificate:',
    '    Data:',
    `        Version: ${version} (0x${version - 1})`,
    ...serialLines(certificate.serialNumber),
    ...algorithmLines(signatureAlgorithm, 8),
    `        Issuer: ${nameLine(certificate.issuer)}`,
    '        Validity',
    `            Not Before: ${opensslTime(certificate.notBefore)}`,
    `            Not After : ${opensslTime(certificate.notAfter)}`,
    `        Subject: ${nameLine(certificate.subject)}`,
    ...indented(publicKeyLines(certificate), 8),
    ...(extensions.length === 0
      ? []
      : ['        X509v3 extensions:', ...extensionLines(extensions, 12)]),
    ...signatureLines(signatureAlgorithm, certificate.signature),
  ];
}

/** In decimal while it fits into 63 bits; in hex on a line of its own above. */
function serialLines(contents: Uint8Array): readonly string[] {
  const { octets, isNegative } = magnitudeOf(contents);
  const value = BigInt(`0x${hexOf(octets) || '0'}`);
  // OpenSSL takes -1 for a number that does not fit.
  const isShort = value < 1n << 63n && !(isNegative && value === 1n);
  if (isShort) {
    const sign = isNegative ? '-' : '';
    return [`        Serial Number: ${sign}${value} (${sign}0x${value.toString(16)})`];
  }
  const [line = ''] = hexLines(octets, octets.length);
  return ['        Serial Number:', `            ${isNegative ? ' (Negative)' : ''}${line}`];
}
