import type { AlgorithmIdentifier, Certificate } from '#pki/x509/certificate.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';

/** How hard it is to forge with a key or an algorithm: `broken` is within reach of a person, `small` and `sha1` of a state. */
export type Strength = 'usual' | 'small' | 'sha1' | 'broken' | 'unknown';

/** A key or an algorithm with what is thought of it. */
export interface Judged {
  readonly strength: Strength;
  /** As a person names it: `RSA 1024`, `RSA with MD5`. */
  readonly what: string;
}

/** Bits: below `broken` a key is refused like MD5, below `usual` it is a small one. */
const rsaBits = { broken: 1_024, usual: 2_048 };
const curveBits = { broken: 160, usual: 224 };

/** What a certificate's key is worth. */
export function judgeKey(certificate: Certificate): Judged {
  const { kind, bits, name } = certificate.facts.keySize;
  if (kind === 'unknown' || bits === null) return { strength: 'unknown', what: name };
  const least = kind === 'rsa' ? rsaBits : curveBits;
  const strength = bits < least.broken ? 'broken' : bits < least.usual ? 'small' : 'usual';
  return { strength, what: name };
}

/** What a signature algorithm is worth: it falls with its hash. */
export function judgeSignatureAlgorithm(identifier: AlgorithmIdentifier): Judged {
  const { kind, digest, name } = identifySignatureAlgorithm(identifier);
  if (kind === 'unknown') return { strength: 'unknown', what: name };
  const strength = digest === 'md5' ? 'broken' : digest === 'sha1' ? 'sha1' : 'usual';
  return { strength, what: name };
}
