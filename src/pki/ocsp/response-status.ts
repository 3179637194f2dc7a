import type { OcspResponseStatus } from '#shared/model/ocsp.ts';
import type { DerReader } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { readSmallInteger } from '../der/values.ts';
import { encodeSmallInteger } from '../der/writer.ts';

const numbers: Readonly<Record<OcspResponseStatus, number>> = {
  successful: 0,
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6,
};

const statuses: readonly (OcspResponseStatus | undefined)[] = [
  'successful',
  'malformedRequest',
  'internalError',
  'tryLater',
  undefined,
  'sigRequired',
  'unauthorized',
];

/**
 * OCSPResponseStatus (RFC 6960 §4.2.1):
 *
 *     OCSPResponseStatus ::= ENUMERATED {
 *         successful        (0),
 *         malformedRequest  (1),
 *         internalError     (2),
 *         tryLater          (3),
 *                     -- (4) is not used
 *         sigRequired       (5),
 *         unauthorized      (6) }
 */
export function readResponseStatus(parent: DerReader, name: string): OcspResponseStatus {
  const at = parent.position;
  const value = readSmallInteger(parent, name, tag.enumerated);
  const status = statuses[value];
  if (status !== undefined) return status;
  parent.fail('value-not-allowed', name, at, `response status ${value} is not defined`);
  return 'internalError';
}

/** Writes an OCSPResponseStatus. */
export function encodeResponseStatus(status: OcspResponseStatus): Uint8Array {
  return encodeSmallInteger(numbers[status], tag.enumerated);
}
