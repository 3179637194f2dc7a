import { ok, type Result } from '#shared/model/result.ts';
import {
  encodeIntegerOctets,
  encodeNull,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '../der/writer.ts';
import { isSameOctets } from '../octets.ts';
import type { AlgorithmIdentifier } from '../x509/certificate.ts';
import { curveOids, type OpensshKey, openOpensshSecret } from './openssh.ts';
import type { Attempt, DecryptionError } from './password-decryption.ts';
import { decodePrivateKey, encodeEcPrivateKey, type PrivateKey, wrap } from './private-key.ts';
import { SshReader } from './ssh-reader.ts';

/** Opens a key of OpenSSH; null for a type that has no form in PKCS#8, as one that a token holds. Secret. */
export function openOpensshKey(
  key: OpensshKey,
  attempt: Attempt,
): Result<PrivateKey | null, DecryptionError> {
  const secret = openOpensshSecret(key, attempt);
  if (!secret.ok) return secret;
  const pkcs8 = pkcs8Of(new SshReader(secret.value, 0));
  const opened = pkcs8 === null ? null : decodePrivateKey(pkcs8);
  if (opened?.ok !== true) return ok(null);
  const { publicKey, namesOtherKey } = opened.value;
  const isOther =
    publicKey !== null && key.publicKey !== null && !isSameOctets(publicKey, key.publicKey);
  return ok({ ...opened.value, form: 'OpenSSH', namesOtherKey: namesOtherKey || isOther });
}

/** The octets after the two random numbers: a type, then what the agent's protocol sends of such a key. */
function pkcs8Of(reader: SshReader): Uint8Array | null {
  const type = reader.text('type');
  if (type === 'ssh-rsa') return rsaKey(reader);
  if (type === 'ssh-ed25519') return ed25519Key(reader);
  return type.startsWith('ecdsa-sha2-') ? ecKey(reader) : null;
}

/** The seed, then the public key once more. */
function ed25519Key(reader: SshReader): Uint8Array | null {
  reader.string('public key');
  const seed = reader.string('private key').subarray(0, 32);
  if (reader.failure !== null || seed.length !== 32) return null;
  return wrap({ oid: '1.3.101.112', parameters: null }, encodeOctetString(seed));
}

/** Octets of a private number on each curve: an ECPrivateKey keeps them all (RFC 5915 §3). */
const lengths: Readonly<Record<string, number>> = { nistp256: 32, nistp384: 48, nistp521: 66 };

function ecKey(reader: SshReader): Uint8Array | null {
  const curve = reader.text('curve');
  const point = reader.string('point');
  const number = withoutLeadingZeros(reader.string('private key'));
  const [oid, length] = [curveOids[curve], lengths[curve]];
  if (reader.failure !== null || oid === undefined || length === undefined) return null;
  if (number.length > length) return null;
  const secret = new Uint8Array(length);
  secret.set(number, length - number.length);
  const algorithm: AlgorithmIdentifier = {
    oid: '1.2.840.10045.2.1',
    parameters: encodeObjectIdentifier(oid),
  };
  return wrap(algorithm, encodeEcPrivateKey(secret, point));
}

/** Larger numbers than those of RSA 16384 are not reckoned with. */
const maxOctets = 2_049;

/** OpenSSH leaves the two exponents out that RFC 8017 §3.2 keeps for speed. */
function rsaKey(reader: SshReader): Uint8Array | null {
  const read = (name: string) => reader.string(name);
  const [n, e, d] = [read('n'), read('e'), read('d')];
  const [coefficient, p, q] = [read('iqmp'), read('p'), read('q')];
  const numbers = [n, e, d, p, q, coefficient];
  if (reader.failure !== null || numbers.some(({ length }) => length > maxOctets)) return null;
  const [dP, dQ] = [exponentFor(d, p), exponentFor(d, q)];
  if (dP === null || dQ === null) return null;
  const inOrder = [n, e, d, p, q, dP, dQ, coefficient];
  const key = encodeSequence(encodeSmallInteger(0), ...inOrder.map(encodeIntegerOctets));
  return wrap({ oid: '1.2.840.113549.1.1.1', parameters: encodeNull() }, key);
}

/** `d mod (prime - 1)`; null where that is no prime. */
function exponentFor(d: Uint8Array, prime: Uint8Array): Uint8Array | null {
  const divisor = toNumber(prime) - 1n;
  if (divisor < 1n) return null;
  const hex = (toNumber(d) % divisor).toString(16);
  // A leading zero octet keeps it from being read as negative.
  const octets = Buffer.from(`00${hex.length % 2 === 0 ? '' : '0'}${hex}`, 'hex');
  const isNeeded = ((octets[1] ?? 0) & 0x80) !== 0;
  return new Uint8Array(isNeeded ? octets : octets.subarray(1));
}

function toNumber(octets: Uint8Array): bigint {
  return octets.length === 0 ? 0n : BigInt(`0x${Buffer.from(octets).toString('hex')}`);
}

function withoutLeadingZeros(octets: Uint8Array): Uint8Array {
  const first = octets.findIndex((octet) => octet !== 0);
  return octets.subarray(first === -1 ? octets.length : first);
}
