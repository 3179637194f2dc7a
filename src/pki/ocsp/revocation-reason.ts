import type { RevocationReason } from '#shared/model/ocsp.ts';
import type { DerReader } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { readSmallInteger } from '../der/values.ts';
import { encodeSmallInteger } from '../der/writer.ts';

const reasons: readonly (RevocationReason | undefined)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];

/**
 * CRLReason (RFC 5280 §5.3.1):
 *
 *     CRLReason ::= ENUMERATED {
 *         unspecified           (0),
 *         keyCompromise         (1),
 *         cACompromise          (2),
 *         affiliationChanged    (3),
 *         superseded            (4),
 *         cessationOfOperation  (5),
 *         certificateHold       (6),
 *                         -- value 7 is not used
 *         removeFromCRL         (8),
 *         privilegeWithdrawn    (9),
 *         aACompromise         (10) }
 *
 * Another number is read and recorded: a revocation must not be lost to a reason that nobody knows.
 */
export function readRevocationReason(parent: DerReader, name: string): RevocationReason {
  const at = parent.position;
  const value = readSmallInteger(parent, name, tag.enumerated);
  const reason = reasons[value];
  if (reason !== undefined) return reason;
  const message = `revocation reason ${value} is not defined`;
  const clause = 'RFC 5280 §5.3.1';
  parent.deviate({ code: 'value-not-defined', name, offset: at, message, clause });
  return `unrecognised reason ${value}`;
}

/** Writes a CRLReason. */
export function encodeRevocationReason(reason: RevocationReason): Uint8Array {
  return encodeSmallInteger(numberOf(reason), tag.enumerated);
}

function numberOf(reason: RevocationReason): number {
  const named = reasons.indexOf(reason);
  return named === -1 ? Number(reason.slice(reason.lastIndexOf(' ') + 1)) : named;
}
