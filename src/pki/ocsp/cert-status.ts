import type { Revocation } from '#shared/model/ocsp.ts';
import { assertNever } from '#shared/model/result.ts';
import type { DerReader } from '../der/reader.ts';
import { contextConstructed, contextPrimitive, describeTag } from '../der/tag.ts';
import { readGeneralizedTime, readNull } from '../der/values.ts';
import { encodeElement, encodeExplicit, encodeGeneralizedTime } from '../der/writer.ts';
import { encodeRevocationReason, readRevocationReason } from './revocation-reason.ts';
import type { DecodedCertStatus } from './types.ts';

const goodTag = contextPrimitive(0);
const revokedTag = contextConstructed(1);
const unknownTag = contextPrimitive(2);

const good: DecodedCertStatus = { status: 'good' };
const unknown: DecodedCertStatus = { status: 'unknown' };

/**
 * CertStatus (RFC 6960 §4.2.1):
 *
 *     CertStatus ::= CHOICE {
 *         good     [0] IMPLICIT NULL,
 *         revoked  [1] IMPLICIT RevokedInfo,
 *         unknown  [2] IMPLICIT UnknownInfo }
 *
 *     UnknownInfo ::= NULL
 */
export function readCertStatus(parent: DerReader, name: string): DecodedCertStatus {
  const next = parent.peekTag();
  switch (next) {
    case goodTag:
      readNull(parent, name, goodTag);
      return good;
    case revokedTag:
      return { status: 'revoked', revocation: readRevokedInfo(parent, name) };
    case unknownTag:
      readNull(parent, name, unknownTag);
      return unknown;
    default:
      refuse(parent, name, next);
      return unknown;
  }
}

function refuse(parent: DerReader, name: string, next: number): void {
  if (next === -1) parent.any(name);
  const found = `expected [0] good, [1] revoked or [2] unknown, found ${describeTag(next)}`;
  parent.fail('unexpected-tag', name, parent.position, found);
}

/**
 *     RevokedInfo ::= SEQUENCE {
 *         revocationTime        GeneralizedTime,
 *         revocationReason  [0] EXPLICIT CRLReason OPTIONAL }
 */
function readRevokedInfo(parent: DerReader, name: string): Revocation {
  const fields = parent.constructed(name, revokedTag);
  const time = readGeneralizedTime(fields, 'revocationTime');
  const wrapper = fields.optionalConstructed('revocationReason', contextConstructed(0));
  const reason = wrapper === null ? null : readRevocationReason(wrapper, '');
  wrapper?.finish();
  fields.finish();
  return { time, reason };
}

/** Writes a CertStatus; the revocation time is cut to whole seconds. */
export function encodeCertStatus(certStatus: DecodedCertStatus): Uint8Array {
  switch (certStatus.status) {
    case 'good':
      return encodeElement(goodTag);
    case 'unknown':
      return encodeElement(unknownTag);
    case 'revoked': {
      const { time, reason } = certStatus.revocation;
      const explicit = reason === null ? [] : [encodeExplicit(0, encodeRevocationReason(reason))];
      return encodeElement(revokedTag, encodeGeneralizedTime(time), ...explicit);
    }
    default:
      return assertNever(certStatus);
  }
}
