import type { EpochMs } from '#shared/model/time.ts';
import { decodeDer } from '../der/reader.ts';
import { readOctetString } from '../der/values.ts';

/** One SignedCertificateTimestamp (RFC 6962 §3.2), as far as a person reads it; its signature is not verified. */
export interface SignedTimestamp {
  /** SHA-256 of the key of the log. */
  readonly logId: Uint8Array;
  readonly timestamp: EpochMs;
}

/** The most timestamps that are read from one list; CAs put two or three in. */
const maxTimestamps = 64;
/** `version (1) | log id (32) | timestamp (8) | length of the extensions (2)` */
const leastOctets = 43;
/** The last millisecond that a date can have. */
const lastTime = 8.64e15;

/**
 * Reads a SignedCertificateTimestampList (RFC 6962 §3.3), as a certificate or a SingleResponse carries it: an
 * OCTET STRING around a TLS vector of TLS vectors. null where it is none.
 */
export function decodeSignedTimestamps(der: Uint8Array): readonly SignedTimestamp[] | null {
  const list = decodeDer(der, (outer) => readOctetString(outer, 'SignedCertificateTimestampList'));
  if (!list.ok) return null;
  const octets = list.value;
  if (octets.length < 2 || lengthAt(octets, 0) !== octets.length - 2) return null;
  const timestamps: SignedTimestamp[] = [];
  for (let at = 2; at < octets.length; ) {
    const length = lengthAt(octets, at);
    const timestamp = readTimestamp(octets.subarray(at + 2, at + 2 + length), length);
    if (timestamp === null || timestamps.length === maxTimestamps) return null;
    timestamps.push(timestamp);
    at += 2 + length;
  }
  return timestamps;
}

function readTimestamp(octets: Uint8Array, length: number): SignedTimestamp | null {
  if (octets.length !== length || length < leastOctets || octets[0] !== 0) return null;
  let timestamp = 0;
  for (const octet of octets.subarray(33, 41)) timestamp = timestamp * 256 + octet;
  return timestamp > lastTime ? null : { logId: octets.subarray(1, 33), timestamp };
}

function lengthAt(octets: Uint8Array, at: number): number {
  return (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0);
}
