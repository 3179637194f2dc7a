import { createPrivateKey, createPublicKey } from 'node:crypto';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextConstructed, tag } from '../der/tag.ts';
import {
  readBitStringOctets,
  readIntegerOctets,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
} from '../der/values.ts';
import {
  encodeBitString,
  encodeElement,
  encodeIntegerOctets,
  encodeNull,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '../der/writer.ts';
import { isSameOctets } from '../octets.ts';
import {
  encodeAlgorithmIdentifier,
  readAlgorithmIdentifier,
} from '../x509/algorithm-identifier.ts';
import type { AlgorithmIdentifier } from '../x509/certificate.ts';
import { postQuantumAlgorithm } from '../x509/post-quantum.ts';
import { derivePostQuantumKey } from './derive-post-quantum.ts';
import { derivePublicPoint } from './derive-public.ts';

/** The form of a private key. */
export type PrivateKeyForm = 'PKCS#8' | 'PKCS#1' | 'SEC 1' | 'OpenSSH';

/** A private key: what may be shown of it, and its octets, which may not. */
export interface PrivateKey {
  readonly form: PrivateKeyForm;
  /** DER of the PrivateKeyInfo. Secret. */
  readonly pkcs8: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  /** DER of the SubjectPublicKeyInfo that goes with it; null where it cannot be worked out here. */
  readonly publicKey: Uint8Array | null;
  /** True where the file names another public key beside it than the one that goes with it. */
  readonly namesOtherKey: boolean;
}

const oid = { rsa: '1.2.840.113549.1.1.1', ec: '1.2.840.10045.2.1' } as const;

/** PKCS#8, PKCS#1 or SEC 1, told apart by their shape. */
export function decodePrivateKey(der: Uint8Array): Result<PrivateKey, DerError> {
  const pkcs8 = decodeDer(der, readPkcs8);
  if (pkcs8.ok) return ok(complete('PKCS#8', der, pkcs8.value));
  const rsa = decodeDer(der, readRsa);
  if (rsa.ok) {
    const algorithm = { oid: oid.rsa, parameters: encodeNull() };
    const wrapped = wrap(algorithm, der);
    return ok({
      form: 'PKCS#1',
      pkcs8: wrapped,
      algorithm,
      publicKey: rsa.value,
      namesOtherKey: false,
    });
  }
  const ec = decodeDer(der, readEc);
  if (!ec.ok) return err(pkcs8.error);
  if (ec.value.curve === null) return err(pkcs8.error);
  const algorithm = {
    oid: oid.ec,
    parameters: encodeObjectIdentifier(ec.value.curve),
  };
  return ok(complete('SEC 1', wrap(algorithm, der), { algorithm, key: der, given: null }));
}

/** A PrivateKeyInfo around a key of its own form (RFC 5958 §2). */
export function wrap(algorithm: AlgorithmIdentifier, key: Uint8Array): Uint8Array {
  return encodeSequence(
    encodeSmallInteger(0),
    encodeAlgorithmIdentifier(algorithm),
    encodeOctetString(key),
  );
}

interface Pkcs8 {
  readonly algorithm: AlgorithmIdentifier;
  readonly key: Uint8Array;
  /** The public key, where the file has it. */
  readonly given: Uint8Array | null;
}

/**
 *     OneAsymmetricKey ::= SEQUENCE {
 *         version     Version,
 *         privateKeyAlgorithm  AlgorithmIdentifier,
 *         privateKey  OCTET STRING,
 *         attributes  [0] IMPLICIT Attributes OPTIONAL,
 *         publicKey   [1] IMPLICIT BIT STRING OPTIONAL }
 */
function readPkcs8(outer: DerReader): Pkcs8 {
  const fields = outer.constructed('PrivateKeyInfo');
  readSmallInteger(fields, 'version');
  const algorithm = readAlgorithmIdentifier(fields, 'privateKeyAlgorithm');
  const key = readOctetString(fields, 'privateKey');
  if (fields.peekTag() === contextConstructed(0)) fields.any('attributes');
  const given = fields.atEnd ? null : fields.contents(fields.element(0x81, 'publicKey'));
  fields.finish();
  return { algorithm, key, given: given === null ? null : given.subarray(1) };
}

/** `RSAPrivateKey ::= SEQUENCE { version, modulus, publicExponent, … }`; its SubjectPublicKeyInfo. */
function readRsa(outer: DerReader): Uint8Array {
  const fields = outer.constructed('RSAPrivateKey');
  readSmallInteger(fields, 'version');
  const modulus = readIntegerOctets(fields, 'modulus');
  const exponent = readIntegerOctets(fields, 'publicExponent');
  for (const name of ['d', 'p', 'q', 'dP', 'dQ', 'qInv']) readIntegerOctets(fields, name);
  if (!fields.atEnd) fields.any('otherPrimeInfos');
  fields.finish();
  return encodeSequence(
    encodeSequence(encodeObjectIdentifier(oid.rsa), encodeNull()),
    encodeBitString(encodeSequence(encodeIntegerOctets(modulus), encodeIntegerOctets(exponent))),
  );
}

/**
 *     ECPrivateKey ::= SEQUENCE {
 *         version     INTEGER { ecPrivkeyVer1(1) },
 *         privateKey  OCTET STRING,
 *         parameters  [0] ECParameters OPTIONAL,
 *         publicKey   [1] BIT STRING OPTIONAL }
 */
function readEc(outer: DerReader) {
  const fields = outer.constructed('ECPrivateKey');
  readSmallInteger(fields, 'version');
  const secret = readOctetString(fields, 'privateKey');
  const parameters = fields.optionalConstructed('parameters', contextConstructed(0));
  const isNamed = parameters?.peekTag() === tag.objectIdentifier;
  const curve = isNamed ? readObjectIdentifier(parameters, 'namedCurve') : null;
  const key = fields.optionalConstructed('publicKey', contextConstructed(1));
  const point = key === null ? null : readBitStringOctets(key, 'publicKey');
  fields.finish();
  return { secret, curve, point };
}

/** A public key that the file names is compared with the private one: whoever made the file may have put any there. */
function complete(
  form: PrivateKeyForm,
  pkcs8: Uint8Array,
  { algorithm, key, given }: Pkcs8,
): PrivateKey {
  const ec = algorithm.oid === oid.ec ? decodeDer(key, readEc) : null;
  const point = ec?.ok === true ? ec.value.point : null;
  const bare = ec?.ok === true ? encodeBareEcKey(ec.value.secret) : key;
  const own = ownPublicKey(algorithm, key, bare);
  const named = [given, point].filter((octets) => octets !== null);
  const [first = null] = named;
  return {
    form,
    pkcs8,
    algorithm,
    publicKey: own ?? (first === null ? null : spki(algorithm, first)),
    namesOtherKey: own !== null && named.some((octets) => !isSameKey(algorithm, own, octets)),
  };
}

/** The public key that goes with the private one, whatever the file says; null where it cannot be worked out here. */
function ownPublicKey(
  algorithm: AlgorithmIdentifier,
  key: Uint8Array,
  bare: Uint8Array,
): Uint8Array | null {
  if (algorithm.oid === oid.rsa) {
    const rsa = decodeDer(key, readRsa);
    return rsa.ok ? rsa.value : null;
  }
  const octets = derivePublicOctets(algorithm, key);
  return octets === null ? runtimePublicKey(wrap(algorithm, bare)) : spki(algorithm, octets);
}

function derivePublicOctets(algorithm: AlgorithmIdentifier, key: Uint8Array): Uint8Array | null {
  const postQuantum = postQuantumAlgorithm(algorithm.oid);
  if (postQuantum !== null) return derivePostQuantumKey(postQuantum, key);
  const ec = algorithm.oid === oid.ec ? decodeDer(key, readEc) : null;
  const secret = ec?.ok === true ? ec.value.secret : innerOctets(key);
  return secret === null ? null : derivePublicPoint(algorithm, secret);
}

/** Whether octets are the public key of a SubjectPublicKeyInfo; a point may be compressed. */
function isSameKey(algorithm: AlgorithmIdentifier, own: Uint8Array, octets: Uint8Array): boolean {
  if (isSameOctets(own, spki(algorithm, octets))) return true;
  const [form = 0, ...x] = octets;
  if (algorithm.oid !== oid.ec || (form !== 2 && form !== 3)) return false;
  const point = own.subarray(own.length - 2 * x.length);
  const isOdd = (point[point.length - 1] ?? 0) % 2 === 1;
  return isSameOctets(point.subarray(0, x.length), Uint8Array.from(x)) && isOdd === (form === 3);
}

/** An ECPrivateKey without its public half, so that the runtime works it out. */
function encodeBareEcKey(secret: Uint8Array): Uint8Array {
  return encodeSequence(encodeSmallInteger(1), encodeOctetString(secret));
}

function spki(algorithm: AlgorithmIdentifier, key: Uint8Array): Uint8Array {
  return encodeSequence(encodeAlgorithmIdentifier(algorithm), encodeBitString(key));
}

/** `CurvePrivateKey ::= OCTET STRING` (RFC 8410 §7). */
function innerOctets(key: Uint8Array): Uint8Array | null {
  const decoded = decodeDer(key, (outer) => readOctetString(outer, 'CurvePrivateKey'));
  return decoded.ok ? decoded.value : null;
}

/** What the runtime makes of a key of another kind. */
function runtimePublicKey(pkcs8: Uint8Array): Uint8Array | null {
  try {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    return new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  } catch {
    // A kind of key that the runtime does not know, or octets that are none.
    return null;
  }
}

/** SEC 1 key octets of a curve with their public half, in the form of ECPrivateKey. */
export function encodeEcPrivateKey(secret: Uint8Array, point: Uint8Array): Uint8Array {
  return encodeSequence(
    encodeSmallInteger(1),
    encodeOctetString(secret),
    encodeElement(contextConstructed(1), encodeBitString(point)),
  );
}
