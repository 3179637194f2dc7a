import type { Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { decodeDer } from '../der/reader.ts';
import { readBitStringOctets } from '../der/values.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { PublicKeyInfo } from '../x509/public-key.ts';

/** `SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }` (RFC 5280 §4.1) */
export function decodePublicKeyInfo(der: Uint8Array): Result<PublicKeyInfo, DerError> {
  return decodeDer(der, (outer) => {
    const fields = outer.constructed('SubjectPublicKeyInfo');
    const publicKeyAlgorithm = readAlgorithmIdentifier(fields, 'algorithm');
    const subjectPublicKey = readBitStringOctets(fields, 'subjectPublicKey');
    fields.finish();
    return { subjectPublicKeyInfo: der, publicKeyAlgorithm, subjectPublicKey };
  });
}
