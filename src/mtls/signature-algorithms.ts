import { createSecureContext } from 'node:tls';

/** A signature algorithm of TLS, and whose keys cannot be used where a runtime lacks it. */
interface Algorithm {
  readonly name: string;
  readonly keys: string;
}

/**
 * What clients may prove possession of their key with, best first (RFC 8446 §4.2.3). OpenSSL knows them all;
 * BoringSSL lacks some, and accepts Ed25519 only when it is named.
 */
const algorithms: readonly Algorithm[] = [
  { name: 'ecdsa_secp256r1_sha256', keys: 'ECDSA P-256' },
  { name: 'ed25519', keys: 'Ed25519' },
  { name: 'ecdsa_secp384r1_sha384', keys: 'ECDSA P-384' },
  { name: 'ecdsa_secp521r1_sha512', keys: 'ECDSA P-521' },
  { name: 'ed448', keys: 'Ed448' },
  { name: 'rsa_pss_rsae_sha256', keys: 'RSA' },
  { name: 'rsa_pss_rsae_sha384', keys: 'RSA' },
  { name: 'rsa_pss_rsae_sha512', keys: 'RSA' },
  { name: 'rsa_pss_pss_sha256', keys: 'RSA-PSS' },
  { name: 'rsa_pss_pss_sha384', keys: 'RSA-PSS' },
  { name: 'rsa_pss_pss_sha512', keys: 'RSA-PSS' },
  { name: 'rsa_pkcs1_sha256', keys: 'RSA' },
  { name: 'rsa_pkcs1_sha384', keys: 'RSA' },
  { name: 'rsa_pkcs1_sha512', keys: 'RSA' },
];

/** What this runtime's TLS can verify and sign with. */
export interface SignatureAlgorithms {
  /** As the option `sigalgs` of node:tls takes it. */
  readonly list: string;
  /** Keys of which TLS here knows no signature. */
  readonly unsupportedKeys: readonly string[];
}

let known: SignatureAlgorithms | null = null;

/** Tries out which signature algorithms this runtime's TLS has. */
export function signatureAlgorithms(): SignatureAlgorithms {
  known ??= tryOut();
  return known;
}

function tryOut(): SignatureAlgorithms {
  const usable = algorithms.filter(({ name }) => isKnown(name));
  const keys = new Set(usable.map((algorithm) => algorithm.keys));
  const missing = algorithms.filter((algorithm) => !keys.has(algorithm.keys));
  return {
    list: usable.map(({ name }) => name).join(':'),
    unsupportedKeys: [...new Set(missing.map((algorithm) => algorithm.keys))],
  };
}

function isKnown(name: string): boolean {
  try {
    createSecureContext({ sigalgs: name });
    return true;
  } catch {
    return false; // The runtime refuses a name that it does not know: that is the answer.
  }
}
