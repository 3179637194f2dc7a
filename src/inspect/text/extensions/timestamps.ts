import {
  decodeSignedTimestamps,
  type SignedTimestamp,
  type SignedTimestampRest,
} from '#pki/ocsp/signed-timestamps.ts';
import { hexOf } from '#pki/octets.ts';
import { hexLines } from '../hex-lines.ts';
import { opensslTimeWithMilliseconds } from '../time-text.ts';
import type { ExtensionPrinter } from './extension-printer.ts';

/** SignedCertificateTimestampList (RFC 6962 §3.3). */
export const signedTimestamps: ExtensionPrinter = (value) =>
  decodeSignedTimestamps(value)?.flatMap(timestampLines) ?? null;

function timestampLines(one: SignedTimestamp): readonly string[] {
  return [
    'Signed Certificate Timestamp:',
    '    Version   : v1 (0x0)',
    ...columns('    Log ID    : ', one.logId),
    `    Timestamp : ${opensslTimeWithMilliseconds(one.timestamp)}`,
    ...(one.rest === null ? [] : restLines(one.rest)),
  ];
}

function restLines({ extensions, algorithm, signature }: SignedTimestampRest): readonly string[] {
  return [
    ...(extensions.length === 0
      ? ['    Extensions: none']
      : columns('    Extensions: ', extensions)),
    `    Signature : ${algorithmText(algorithm)}`,
    ...columns('                ', signature),
  ];
}

const algorithms: Readonly<Record<string, string>> = {
  '0401': 'sha256WithRSAEncryption',
  '0403': 'ecdsa-with-SHA256',
};

function algorithmText(algorithm: Uint8Array): string {
  const hex = hexOf(algorithm).toUpperCase();
  return algorithms[hex] ?? hex;
}

function columns(lead: string, octets: Uint8Array): readonly string[] {
  return hexLines(octets, 16).map(
    (line, at) => (at === 0 ? lead : ' '.repeat(lead.length)) + line.toUpperCase(),
  );
}
