import { constants, sign } from 'node:crypto';
import type { AlgorithmIdentifier, Certificate } from '#pki/x509/certificate.ts';
import { verifySignature } from '#pki/x509/signature.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { StandIns } from './stand-ins.ts';

/** Something signed as it was. */
export interface Signed {
  readonly data: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/**
 * The signature over what stands for signed octets: by the stand-in of the key that made the old one, or octets that
 * nobody's key verifies where none of the certificates' keys did.
 */
export function signLike(
  old: Signed,
  data: Uint8Array,
  by: { readonly certificates: readonly Certificate[]; readonly standIns: StandIns },
): Uint8Array {
  const { algorithm, signature } = old;
  const signer = by.certificates.find(
    (key) => verifySignature({ algorithm, key, data: old.data, signature }) === 'valid',
  );
  return signer === undefined
    ? by.standIns.octets(signature)
    : (signWith(algorithm, data, by.standIns.key(signer)) ?? by.standIns.octets(signature));
}

function signWith(
  algorithm: AlgorithmIdentifier,
  data: Uint8Array,
  { privateKey }: ReturnType<StandIns['key']>,
): Uint8Array | null {
  const { kind, digest, ...more } = identifySignatureAlgorithm(algorithm);
  switch (kind) {
    case 'rsa-pkcs1':
    case 'ecdsa':
      return Uint8Array.from(sign(digest, data, privateKey));
    case 'rsa-pss':
      return Uint8Array.from(
        sign(digest, data, {
          key: privateKey,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: 'saltLength' in more ? more.saltLength : constants.RSA_PSS_SALTLEN_DIGEST,
        }),
      );
    case 'eddsa':
      return Uint8Array.from(sign(null, data, privateKey));
    default:
      return null;
  }
}
