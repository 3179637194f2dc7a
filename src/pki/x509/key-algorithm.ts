import { decodeDer } from '../der/reader.ts';
import { readObjectIdentifier } from '../der/values.ts';
import type { AlgorithmIdentifier } from './certificate.ts';
import { type PostQuantumAlgorithm, postQuantumAlgorithm, preHashNames } from './post-quantum.ts';
import { decodePssParameters, type PssParameters } from './pss-parameters.ts';

/** An elliptic curve as people name it. */
export interface Curve {
  readonly name: string;
  /** Of the order of its base point. */
  readonly bits: number;
  /** Octets of a coordinate, where the curve has a place in JWK (RFC 7518 §6.2.1.1) under its `name`. */
  readonly jwkOctets: number | null;
}

/** What kind of key an AlgorithmIdentifier announces; `unknown` names what it is as well as it can. */
export type KeyAlgorithm =
  | { readonly kind: 'rsa' }
  /** A key for RSA-PSS alone; `restrictions` is null where any hash and salt will do (RFC 4055 §3.3). */
  | { readonly kind: 'rsa-pss'; readonly restrictions: PssParameters | null }
  | { readonly kind: 'ec'; readonly curve: Curve }
  | { readonly kind: 'eddsa'; readonly name: 'Ed25519' | 'Ed448' }
  /** A parameter set of FIPS 204 or FIPS 205. */
  | PostQuantumAlgorithm
  | { readonly kind: 'unknown'; readonly name: string };

const curves: Readonly<Record<string, Curve>> = {
  '1.2.840.10045.3.1.1': curve('P-192', 192),
  '1.2.840.10045.3.1.7': curve('P-256', 256, 32),
  '1.3.132.0.10': curve('secp256k1', 256),
  '1.3.132.0.33': curve('P-224', 224),
  '1.3.132.0.34': curve('P-384', 384, 48),
  '1.3.132.0.35': curve('P-521', 521, 66),
  '1.3.36.3.3.2.8.1.1.7': curve('brainpoolP256r1', 256),
  '1.3.36.3.3.2.8.1.1.8': curve('brainpoolP256t1', 256),
  '1.3.36.3.3.2.8.1.1.9': curve('brainpoolP320r1', 320),
  '1.3.36.3.3.2.8.1.1.10': curve('brainpoolP320t1', 320),
  '1.3.36.3.3.2.8.1.1.11': curve('brainpoolP384r1', 384),
  '1.3.36.3.3.2.8.1.1.12': curve('brainpoolP384t1', 384),
  '1.3.36.3.3.2.8.1.1.13': curve('brainpoolP512r1', 512),
  '1.3.36.3.3.2.8.1.1.14': curve('brainpoolP512t1', 512),
};

function curve(name: string, bits: number, jwkOctets: number | null = null): Curve {
  return { name, bits, jwkOctets };
}

const unsupportedNames: Readonly<Record<string, string>> = {
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.10046.2.1': 'X9.42 DH',
  '1.2.840.113549.1.3.1': 'DH',
  '1.2.643.7.1.1.1.1': 'GOST R 34.10-2012',
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  ...preHashNames,
};

/** Identifies the algorithm of a public key (RFC 3279 §2.3, RFC 4055 §1.2, RFC 5480 §2, RFC 8410 §3). */
export function identifyKeyAlgorithm({ oid, parameters }: AlgorithmIdentifier): KeyAlgorithm {
  switch (oid) {
    case '1.2.840.113549.1.1.1':
      return { kind: 'rsa' };
    case '1.2.840.113549.1.1.10':
      return identifyPssKey(parameters);
    case '1.2.840.10045.2.1':
      return identifyCurve(parameters);
    case '1.3.101.112':
      return { kind: 'eddsa', name: 'Ed25519' };
    case '1.3.101.113':
      return { kind: 'eddsa', name: 'Ed448' };
    default:
      return postQuantumAlgorithm(oid) ?? { kind: 'unknown', name: unsupportedNames[oid] ?? oid };
  }
}

function identifyPssKey(parameters: Uint8Array | null): KeyAlgorithm {
  if (parameters === null) return { kind: 'rsa-pss', restrictions: null };
  const restrictions = decodePssParameters(parameters);
  return restrictions.ok
    ? { kind: 'rsa-pss', restrictions: restrictions.value }
    : { kind: 'unknown', name: 'RSA-PSS with parameters of another form' };
}

/** `ECParameters ::= CHOICE { namedCurve OBJECT IDENTIFIER, … }`; the others are not for certificates. */
function identifyCurve(parameters: Uint8Array | null): KeyAlgorithm {
  const named =
    parameters === null
      ? null
      : decodeDer(parameters, (r) => readObjectIdentifier(r, 'namedCurve'));
  if (named === null || !named.ok) {
    return { kind: 'unknown', name: 'EC with parameters that are no named curve' };
  }
  const known = curves[named.value];
  return known === undefined
    ? { kind: 'unknown', name: `EC on curve ${named.value}` }
    : { kind: 'ec', curve: known };
}
