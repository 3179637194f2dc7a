import type { Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { readBitStringOctets, readSmallInteger, readTime } from '../der/values.ts';
import { isSameOctets } from '../octets.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { AlgorithmIdentifier, Extension } from '../x509/certificate.ts';
import { readOptionalExtensions } from '../x509/extension-list.ts';
import { RevokedCertificates } from './revoked-certificates.ts';

/** A certificate revocation list (RFC 5280 §5.1). Byte fields are views of `der`. */
export interface CertificateList {
  readonly der: Uint8Array;
  /** The octets that are signed. */
  readonly tbsCertList: Uint8Array;
  readonly version: 1 | 2;
  /** DER of the issuer Name. */
  readonly issuer: Uint8Array;
  readonly thisUpdate: EpochMs;
  readonly nextUpdate: EpochMs | null;
  readonly revoked: RevokedCertificates;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/**
 *     CertificateList ::= SEQUENCE {
 *         tbsCertList         TBSCertList,
 *         signatureAlgorithm  AlgorithmIdentifier,
 *         signatureValue      BIT STRING }
 */
export function decodeCrl(der: Uint8Array): Result<CertificateList, DerError> {
  return decodeDer(der, (outer) => {
    const fields = outer.constructed('CertificateList');
    const element = fields.element(tag.sequence, 'tbsCertList');
    const tbs = readTbsCertList(fields.inside(element, 'tbsCertList'));
    const at = fields.position;
    const signatureAlgorithm = readAlgorithmIdentifier(fields, 'signatureAlgorithm');
    const encoded = fields.bytes.subarray(at, fields.position);
    const signature = readBitStringOctets(fields, 'signatureValue');
    fields.finish();
    if (!fields.failed && !isSameOctets(encoded, tbs.encodedAlgorithm)) {
      const what = 'differs from tbsCertList.signature (RFC 5280 §5.1.1.2)';
      fields.fail('value-not-allowed', 'signatureAlgorithm', at, what);
    }
    return { der, tbsCertList: fields.raw(element), ...tbs, signatureAlgorithm, signature };
  });
}

/**
 *     TBSCertList ::= SEQUENCE {
 *         version              Version OPTIONAL,
 *         signature            AlgorithmIdentifier,
 *         issuer               Name,
 *         thisUpdate           Time,
 *         nextUpdate           Time OPTIONAL,
 *         revokedCertificates  SEQUENCE OF SEQUENCE { … } OPTIONAL,
 *         crlExtensions        [0] EXPLICIT Extensions OPTIONAL }
 */
function readTbsCertList(fields: DerReader) {
  const version = readVersion(fields);
  const at = fields.position;
  readAlgorithmIdentifier(fields, 'signature');
  const encodedAlgorithm = fields.bytes.subarray(at, fields.position);
  const issuer = fields.raw(fields.element(tag.sequence, 'issuer'));
  const thisUpdate = readTime(fields, 'thisUpdate');
  const next = fields.peekTag();
  const hasNext = next === tag.utcTime || next === tag.generalizedTime;
  const nextUpdate = hasNext ? readTime(fields, 'nextUpdate') : null;
  const revoked = RevokedCertificates.read(fields);
  const extensions = readOptionalExtensions(fields, { number: 0, name: 'crlExtensions' });
  fields.finish();
  return { version, encodedAlgorithm, issuer, thisUpdate, nextUpdate, revoked, extensions };
}

function readVersion(fields: DerReader): 1 | 2 {
  if (fields.peekTag() !== tag.integer) return 1;
  const at = fields.position;
  const number = readSmallInteger(fields, 'version');
  if (number === 0) return 1;
  if (number !== 1) {
    fields.fail('value-not-allowed', 'version', at, `version ${number} is neither v1 nor v2`);
  }
  return 2;
}
