import { createDecipheriv } from 'node:crypto';
import bcrypt from 'bcrypt-pbkdf';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import {
  encodeBitString,
  encodeIntegerOctets,
  encodeNull,
  encodeObjectIdentifier,
  encodeSequence,
} from '../der/writer.ts';
import type { Attempt, DecryptionError } from './password-decryption.ts';
import { SshReader } from './ssh-reader.ts';

/** A key file of OpenSSH ("openssh-key-v1", PROTOCOL.key of OpenSSH), as far as it can be read without its password. */
export interface OpensshKey {
  readonly cipher: string;
  readonly derivation: string;
  /** `ssh-ed25519`. */
  readonly type: string;
  /** DER of the SubjectPublicKeyInfo of the key; null for a type that has none. */
  readonly publicKey: Uint8Array | null;
  readonly derivationOptions: Uint8Array;
  readonly secret: Uint8Array;
}

const magic = 'openssh-key-v1\0';
const maxRounds = 256;

/** Whether octets begin as such a file. */
export function isOpensshKey(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, magic.length)).toString('latin1') === magic;
}

/** Reads such a file. */
export function decodeOpensshKey(bytes: Uint8Array): Result<OpensshKey, DerError> {
  const reader = new SshReader(bytes, magic.length);
  const cipher = reader.text('ciphername');
  const derivation = reader.text('kdfname');
  const derivationOptions = reader.string('kdfoptions');
  const count = reader.number('number of keys');
  if (count !== 1) reader.fail(`${count} keys in one file`);
  const blob = reader.string('public key');
  const secret = reader.string('private keys');
  if (reader.failure !== null) return err(reader.failure);
  const type = new SshReader(blob, 0).text('type');
  const publicKey = publicKeyOfBlob(blob);
  return ok({ cipher, derivation, type, publicKey, derivationOptions, secret });
}

/** Opens the private half, which OpenSSH writes after one random number twice. Secret. */
export function openOpensshSecret(
  key: OpensshKey,
  attempt: Attempt,
): Result<Uint8Array, DecryptionError> {
  const plain = key.cipher === 'none' ? ok(key.secret) : decrypt(key, attempt);
  if (!plain.ok) return plain;
  const reader = new SshReader(plain.value, 0);
  const [first, second] = [reader.number('checkint'), reader.number('checkint')];
  const isOpen = reader.failure === null && first === second;
  return isOpen ? ok(plain.value.subarray(8)) : err({ code: 'wrong-password' });
}

const ciphers: Readonly<Record<string, string>> = {
  'aes256-ctr': 'aes-256-ctr',
  'aes256-cbc': 'aes-256-cbc',
};

/** A round of bcrypt takes about as long as so many of PBKDF2. */
const roundsOfBcrypt = 75_000;

function decrypt(
  key: OpensshKey,
  { password, work }: Attempt,
): Result<Uint8Array, DecryptionError> {
  const name = ciphers[key.cipher];
  if (name === undefined || key.derivation !== 'bcrypt') {
    return err({ code: 'unsupported-encryption', algorithm: `${key.cipher}, ${key.derivation}` });
  }
  const options = new SshReader(key.derivationOptions, 0);
  const salt = options.string('salt');
  const rounds = options.number('rounds');
  if (options.failure !== null || rounds < 1) {
    return err({ code: 'parameters-malformed', algorithm: 'bcrypt' });
  }
  if (rounds > maxRounds) return err({ code: 'too-costly', iterations: rounds, limit: maxRounds });
  const spent = work.spend(rounds * roundsOfBcrypt);
  if (!spent.ok) return spent;
  const octets = Buffer.from(password, 'utf8');
  const derived = new Uint8Array(48);
  if (bcrypt.pbkdf(octets, octets.length, salt, salt.length, derived, 48, rounds) !== 0) {
    return err({ code: 'wrong-password' });
  }
  const cipher = createDecipheriv(name, derived.subarray(0, 32), derived.subarray(32));
  cipher.setAutoPadding(false);
  try {
    return ok(Buffer.concat([cipher.update(key.secret), cipher.final()]));
  } catch {
    // A length that is no multiple of the block.
    return err({ code: 'wrong-password' });
  }
}

/** Curves by the names that SSH has for them (RFC 5656 §10.1). */
export const curveOids: Readonly<Record<string, string>> = {
  nistp256: '1.2.840.10045.3.1.7',
  nistp384: '1.3.132.0.34',
  nistp521: '1.3.132.0.35',
};

/** The SubjectPublicKeyInfo of a public key of SSH (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4); null for others. */
export function publicKeyOfBlob(blob: Uint8Array): Uint8Array | null {
  const reader = new SshReader(blob, 0);
  const type = reader.text('type');
  if (type === 'ssh-rsa') {
    const exponent = reader.string('e');
    const modulus = reader.string('n');
    const numbers = encodeSequence(encodeIntegerOctets(modulus), encodeIntegerOctets(exponent));
    const algorithm = [encodeObjectIdentifier('1.2.840.113549.1.1.1'), encodeNull()];
    return spki(reader, algorithm, numbers);
  }
  if (type === 'ssh-ed25519') {
    return spki(reader, [encodeObjectIdentifier('1.3.101.112')], reader.string('key'));
  }
  if (!type.startsWith('ecdsa-sha2-')) return null;
  const curve = curveOids[reader.text('curve')];
  const point = reader.string('point');
  if (curve === undefined) return null;
  const algorithm = [encodeObjectIdentifier('1.2.840.10045.2.1'), encodeObjectIdentifier(curve)];
  return spki(reader, algorithm, point);
}

function spki(
  reader: SshReader,
  algorithm: readonly Uint8Array[],
  key: Uint8Array,
): Uint8Array | null {
  if (reader.failure !== null) return null;
  return encodeSequence(encodeSequence(...algorithm), encodeBitString(key));
}
