import type { Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextConstructed, tag } from '../der/tag.ts';
import { readNull, readObjectIdentifier, readSmallInteger } from '../der/values.ts';

/** The hash functions that signatures use here. */
export type Digest = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** RSASSA-PSS-params (RFC 4055 §3.1). A hash that has no name here is given by its identifier. */
export interface PssParameters {
  readonly hash: PssHash;
  readonly mgf1Hash: PssHash;
  /** Octets; in a key, the least that a signature may have. */
  readonly saltLength: number;
}

/** A hash by name, or by identifier where it is unknown. */
export type PssHash = { readonly digest: Digest } | { readonly oid: string };

/** Whether both are one hash that is known here. */
export function isSameHash(a: PssHash, b: PssHash): boolean {
  return 'digest' in a && 'digest' in b && a.digest === b.digest;
}

const digestsByOid: Readonly<Record<string, Digest>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const mgf1 = '1.2.840.113549.1.1.8';
const sha1: PssHash = { digest: 'sha1' };

/**
 *     RSASSA-PSS-params ::= SEQUENCE {
 *         hashAlgorithm     [0] HashAlgorithm    DEFAULT sha1Identifier,
 *         maskGenAlgorithm  [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
 *         saltLength        [2] INTEGER          DEFAULT 20,
 *         trailerField      [3] INTEGER          DEFAULT 1 }
 *
 * Deviation: a default that is written out, which DER leaves out, is accepted, as RFC 4055 §3.1 asks of
 * verifiers for all fields but saltLength, which signers write out as well.
 */
export function decodePssParameters(der: Uint8Array): Result<PssParameters, DerError> {
  return decodeDer(der, (outer) => {
    const fields = outer.constructed('RSASSA-PSS-params');
    const hash = readExplicit(fields, 0, (inner) => readHash(inner, 'hashAlgorithm')) ?? sha1;
    const mgf1Hash = readExplicit(fields, 1, readMaskGenAlgorithm) ?? sha1;
    const saltLength = readExplicit(fields, 2, (inner) => readSmallInteger(inner, 'saltLength'));
    const at = fields.position;
    const trailer = readExplicit(fields, 3, (inner) => readSmallInteger(inner, 'trailerField'));
    if (trailer !== null && trailer !== 1) {
      fields.fail('value-not-allowed', 'trailerField', at, 'the trailer field is 1');
    }
    fields.finish();
    return { hash, mgf1Hash, saltLength: saltLength ?? 20 };
  });
}

function readExplicit<T>(
  fields: DerReader,
  number: number,
  read: (inner: DerReader) => T,
): T | null {
  const inner = fields.optionalConstructed('', contextConstructed(number));
  if (inner === null) return null;
  const value = read(inner);
  inner.finish();
  return value;
}

/** A hash AlgorithmIdentifier; its parameters are NULL or absent (RFC 4055 §2.1). */
function readHash(parent: DerReader, name: string): PssHash {
  const fields = parent.constructed(name);
  const oid = readObjectIdentifier(fields, 'algorithm');
  if (fields.peekTag() === tag.null) readNull(fields, 'parameters');
  fields.finish();
  const digest = digestsByOid[oid];
  return digest === undefined ? { oid } : { digest };
}

function readMaskGenAlgorithm(parent: DerReader): PssHash {
  const fields = parent.constructed('maskGenAlgorithm');
  const at = fields.position;
  const oid = readObjectIdentifier(fields, 'algorithm');
  if (!fields.failed && oid !== mgf1) {
    fields.fail('value-not-allowed', 'algorithm', at, `mask generation ${oid} is not MGF1`);
  }
  const hash = readHash(fields, 'parameters');
  fields.finish();
  return hash;
}
