import type { EpochMs } from '#shared/model/time.ts';
import { decodeDer } from '../der/reader.ts';
import { readOctetString } from '../der/values.ts';

/** One SignedCertificateTimestamp (RFC 6962 §3.2), as far as a person reads it; its signature is not verified. */
export interface SignedTimestamp {
  /** SHA-256 of the key of the log. */
  readonly logId: Uint8Array;
  readonly timestamp: EpochMs;
  /** What follows; null where it is cut short or goes on. */
  readonly rest: SignedTimestampRest | null;
}

/** The end of a SignedCertificateTimestamp. */
export interface SignedTimestampRest {
  readonly extensions: Uint8Array;
  /** Hash and signature as TLS 1.2 numbers them (RFC 5246 §7.4.1.4.1): two octets. */
  readonly algorithm: Uint8Array;
  readonly signature: Uint8Array;
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
  if (timestamp > lastTime) return null;
  return { logId: octets.subarray(1, 33), timestamp, rest: readRest(octets) };
}

/** `length (2) | extensions | hash (1) | signature algorithm (1) | length (2) | signature` */
function readRest(octets: Uint8Array): SignedTimestampRest | null {
  const afterExtensions = 43 + lengthAt(octets, 41);
  const signatureStart = afterExtensions + 4;
  if (signatureStart > octets.length) return null;
  if (signatureStart + lengthAt(octets, afterExtensions + 2) !== octets.length) return null;
  return {
    extensions: octets.subarray(43, afterExtensions),
    algorithm: octets.subarray(afterExtensions, afterExtensions + 2),
    signature: octets.subarray(signatureStart),
  };
}

function lengthAt(octets: Uint8Array, at: number): number {
  return (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0);
}
