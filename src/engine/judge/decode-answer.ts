import type { DerError } from '#pki/der/error.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspResponse } from '#pki/ocsp/types.ts';
import type { Result } from '#shared/model/result.ts';

const decoded = new WeakMap<Uint8Array, Result<OcspResponse, DerError>>();

/** Decodes a kept response once for as long as its octets are kept: an answer from the cache is judged many times. */
export function decodeAnswer(octets: Uint8Array): Result<OcspResponse, DerError> {
  const known = decoded.get(octets);
  if (known !== undefined) return known;
  const result = decodeResponse(octets);
  decoded.set(octets, result);
  return result;
}
