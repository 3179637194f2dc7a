import { err, ok, type Result } from '#shared/model/result.ts';
import { berToDer } from '../cms/ber-to-der.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { DerivationWork } from '../keys/derivation-work.ts';
import { readEncryptedPrivateKey } from '../keys/encrypted-private-key.ts';
import {
  type Attempt,
  type DecryptionError,
  decryptWithPassword,
} from '../keys/password-decryption.ts';
import { describeEncryption, type PasswordEncryption } from '../keys/password-schemes.ts';
import { fitsMac, type Mac } from './mac.ts';
import {
  bagOid,
  maxBags,
  type RawBag,
  readAuthenticatedSafe,
  readPfx,
  readSafeContents,
  readTypedOctets,
  tooManyBags,
} from './safe-contents.ts';

/** What stands in a bag of a PKCS#12 file. */
export interface Pkcs12Bag {
  readonly kind: 'certificate' | 'crl' | 'key' | 'other';
  readonly friendlyName: string | null;
  /** localKeyId, by which a key and its certificate belong together; lower-case hex. */
  readonly keyId: string | null;
  /** DER of the certificate, the CRL or the PrivateKeyInfo; of another bag its value. */
  readonly der: Uint8Array;
  /** How the key was encrypted in its bag; null where it was not. */
  readonly encryption: PasswordEncryption | null;
}

/** A PKCS#12 file that was opened. */
export interface Pkcs12 {
  readonly bags: readonly Pkcs12Bag[];
  /** How its parts are encrypted, each once. */
  readonly encryptions: readonly PasswordEncryption[];
  /** `SHA-256, 2048 rounds`; null where the file has none. */
  readonly mac: string | null;
}

/** Why a PKCS#12 file stays closed. */
export type Pkcs12Error =
  | { readonly code: 'malformed'; readonly error: DerError }
  | DecryptionError
  /** Encrypted, and no password was given. */
  | { readonly code: 'password-needed' };

const maxMacRounds = 300_000;

/** Opens a PKCS#12 file (RFC 7292 §4), DER or BER, with the first of the passwords that fits. */
export function decodePkcs12(
  bytes: Uint8Array,
  passwords: readonly string[],
  work: DerivationWork = new DerivationWork(),
): Result<Pkcs12, Pkcs12Error> {
  const der = berToDer(bytes);
  if (!der.ok) return malformed(der.error);
  const outer = decodeDer(der.value, readPfx);
  if (!outer.ok) return malformed(outer.error);
  const { authSafe, mac } = outer.value;
  // A file without a password has the empty one.
  const candidates = [...passwords, ''];
  const tried = mac === null ? ok(candidates) : fitting(mac, authSafe, { candidates, work });
  if (!tried.ok) return tried;
  if (tried.value.length === 0) {
    return err({ code: passwords.length === 0 ? 'password-needed' : 'wrong-password' });
  }
  let last: Pkcs12Error = { code: 'wrong-password' };
  for (const password of tried.value) {
    const opened = openSafe(authSafe, { password, work });
    if (opened.ok) return ok({ ...opened.value, mac: mac === null ? null : mac.text });
    last = opened.error;
  }
  const isClosed = last.code === 'wrong-password' && passwords.length === 0;
  return err(isClosed ? { code: 'password-needed' } : last);
}

/** A round of the MAC's derivation takes about as long as three of PBKDF2. */
const roundsOfMac = 3;

/** The passwords that the MAC does not rule out: one at most, or all where the MAC is not known here. */
function fitting(
  mac: Mac,
  authSafe: Uint8Array,
  { candidates, work }: { readonly candidates: readonly string[]; readonly work: DerivationWork },
): Result<readonly string[], Pkcs12Error> {
  if (mac.iterations > maxMacRounds) {
    return err({ code: 'too-costly', iterations: mac.iterations, limit: maxMacRounds });
  }
  // A MAC that is not known here tells nothing: decryption will.
  if (mac.hash === null) return ok(candidates);
  for (const password of candidates) {
    const spent = work.spend(mac.iterations * roundsOfMac);
    if (!spent.ok) return spent;
    if (fitsMac(mac, authSafe, password)) return ok([password]);
  }
  return ok([]);
}

type Opened = Result<Omit<Pkcs12, 'mac'>, Pkcs12Error>;

function openSafe(authSafe: Uint8Array, attempt: Attempt): Opened {
  const contents = decodeInner(authSafe, readAuthenticatedSafe);
  if (!contents.ok) return contents;
  const bags: Pkcs12Bag[] = [];
  const encryptions: PasswordEncryption[] = [];
  for (const info of contents.value) {
    if (info.kind === 'other') return err({ code: 'unsupported-encryption', algorithm: info.type });
    if (info.kind === 'encrypted') encryptions.push(describeEncryption(info.algorithm));
    const plain =
      info.kind === 'plain'
        ? ok(info.octets)
        : decryptWithPassword(info.algorithm, info.octets, attempt);
    if (!plain.ok) return plain;
    const read = openBags(plain.value, attempt);
    if (!read.ok) {
      const isGarbled = info.kind === 'encrypted' && read.error.code === 'malformed';
      return isGarbled ? err({ code: 'wrong-password' }) : read;
    }
    for (const bag of read.value) {
      bags.push(bag);
      if (bag.encryption !== null) encryptions.push(bag.encryption);
    }
    if (bags.length > maxBags) return malformed(tooManyBags(0));
  }
  const unique = new Map(encryptions.map((encryption) => [encryption.name, encryption]));
  return ok({ bags, encryptions: [...unique.values()] });
}

function openBags(
  safeContents: Uint8Array,
  attempt: Attempt,
): Result<readonly Pkcs12Bag[], Pkcs12Error> {
  const raw = decodeInner(safeContents, readSafeContents);
  if (!raw.ok) return raw;
  const bags: Pkcs12Bag[] = [];
  for (const bag of raw.value) {
    const opened = openBag(bag, attempt);
    if (!opened.ok) return opened;
    bags.push(opened.value);
  }
  return ok(bags);
}

function openBag(
  { type, value, friendlyName, keyId }: RawBag,
  attempt: Attempt,
): Result<Pkcs12Bag, Pkcs12Error> {
  const common = { friendlyName, keyId, encryption: null };
  switch (type) {
    case bagOid.key:
      return ok({ ...common, kind: 'key', der: value });
    case bagOid.shroudedKey: {
      const key = decodeInner(value, readEncryptedPrivateKey);
      if (!key.ok) return key;
      const encryption = describeEncryption(key.value.algorithm);
      const plain = decryptWithPassword(key.value.algorithm, key.value.octets, attempt);
      return plain.ok ? ok({ ...common, kind: 'key', der: plain.value, encryption }) : plain;
    }
    case bagOid.certificate:
    case bagOid.crl: {
      const inner = decodeInner(value, readTypedOctets);
      if (!inner.ok) return inner;
      return ok({ ...common, kind: type === bagOid.crl ? 'crl' : 'certificate', der: inner.value });
    }
    default:
      return ok({ ...common, kind: 'other', der: value });
  }
}

function decodeInner<T>(
  bytes: Uint8Array,
  decode: (reader: DerReader) => T,
): Result<T, Pkcs12Error> {
  const der = berToDer(bytes);
  if (!der.ok) return malformed(der.error);
  const decoded = decodeDer(der.value, decode);
  return decoded.ok ? decoded : malformed(decoded.error);
}

function malformed(error: DerError): Result<never, Pkcs12Error> {
  return err({ code: 'malformed', error });
}
