import type { Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { readOctetString } from '../der/values.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { AlgorithmIdentifier } from '../x509/certificate.ts';

/** EncryptedPrivateKeyInfo (RFC 5958 §3). */
export interface EncryptedPrivateKey {
  readonly algorithm: AlgorithmIdentifier;
  readonly octets: Uint8Array;
}

/** `EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm AlgorithmIdentifier, encryptedData OCTET STRING }` */
export function decodeEncryptedPrivateKey(der: Uint8Array): Result<EncryptedPrivateKey, DerError> {
  return decodeDer(der, readEncryptedPrivateKey);
}

/** Reads an EncryptedPrivateKeyInfo inside something else. */
export function readEncryptedPrivateKey(outer: DerReader): EncryptedPrivateKey {
  const fields = outer.constructed('EncryptedPrivateKeyInfo');
  const algorithm = readAlgorithmIdentifier(fields, 'encryptionAlgorithm');
  const octets = readOctetString(fields, 'encryptedData');
  fields.finish();
  return { algorithm, octets };
}
