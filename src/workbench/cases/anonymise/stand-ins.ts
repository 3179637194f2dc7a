import { createHash, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { tag } from '#pki/der/tag.ts';
import { encodeElement, encodeObjectIdentifier, encodeSequence } from '#pki/der/writer.ts';
import { decodePublicKeyInfo } from '#pki/keys/public-key-info.ts';
import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeExtension, decodeSubjectKeyIdentifier } from '#pki/x509/extensions.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';

/** A key that stands for another of the same kind and size. */
export interface StandInKey {
  readonly privateKey: KeyObject;
  /** DER of SubjectPublicKeyInfo. */
  readonly info: Uint8Array;
  /** What issuerKeyHash is over. */
  readonly subjectPublicKey: Uint8Array;
}

/** What stands for each name, serial number, key, key identifier and address: the same for the same. */
export interface StandIns {
  name(der: Uint8Array): Uint8Array;
  serial(octets: Uint8Array): Uint8Array;
  key(certificate: Certificate): StandInKey;
  keyIdentifier(octets: Uint8Array): Uint8Array;
  uri(uri: string): string;
  /** A hash of a name or a key, where it is of one that is known; else octets of the same length. */
  hash(octets: Uint8Array): Uint8Array;
  /** The same octets in every place, of the same length, that say nothing. */
  octets(octets: Uint8Array): Uint8Array;
}

const commonName = '2.5.4.3';
const hashes = ['sha1', 'sha256', 'sha384', 'sha512', 'md5', 'sha224'] as const;

/** Makes stand-ins for all that the certificates hold; in words which key cannot be stood in for. */
export async function createStandIns(
  certificates: readonly Certificate[],
  random: RandomBytes,
): Promise<Result<StandIns, string>> {
  const keys = await makeKeys(certificates);
  if (!keys.ok) return keys;
  const names = createNames(certificates);
  const others = new Map<string, Uint8Array>();
  const octets = (old: Uint8Array) => once(others, old, () => random(old.length));
  const serials = new Map<string, Uint8Array>();
  const uris = new Map<string, string>();
  const keyOf = (certificate: Certificate): StandInKey => {
    const found = keys.value.get(hexOf(certificate.subjectPublicKeyInfo));
    if (found === undefined) throw new Error('a certificate without a stand-in for its key');
    return found;
  };
  const identifiers = new Map<string, Uint8Array>();
  for (const certificate of certificates) {
    const own = subjectKeyIdentifierOf(certificate);
    if (own === null) continue;
    identifiers.set(hexOf(own), digest('sha1', keyOf(certificate).subjectPublicKey));
  }
  const hashed = createHashes(certificates, { names, keyOf });
  return ok({
    name: names,
    serial: (old) => once(serials, old, () => serialLike(old, random)),
    key: keyOf,
    keyIdentifier: (old) => identifiers.get(hexOf(old)) ?? octets(old),
    uri: (old) => {
      const known = uris.get(old);
      if (known !== undefined) return known;
      const scheme = /^[a-z][a-z0-9+.-]*/i.exec(old)?.[0] ?? 'http';
      const stand = `${scheme}://address-${uris.size + 1}.example/`;
      uris.set(old, stand);
      return stand;
    },
    hash: (old) => hashed.get(hexOf(old)) ?? octets(old),
    octets,
  });
}

function once(known: Map<string, Uint8Array>, old: Uint8Array, make: () => Uint8Array): Uint8Array {
  const key = hexOf(old);
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

/** Positive, of the same length, and never one that is shorter in DER. Zero and none stay what they are. */
function serialLike(old: Uint8Array, random: RandomBytes): Uint8Array {
  if (old.every((octet) => octet === 0)) return old;
  const stand = Uint8Array.from(random(old.length));
  stand[0] = ((stand[0] ?? 0) & 0x3f) | 0x40;
  return stand;
}

/** Names that RFC 5280 §7.1 takes for the same have one stand-in. */
function createNames(certificates: readonly Certificate[]): (der: Uint8Array) => Uint8Array {
  const comparable = new Map<string, string>();
  for (const { subject, issuer, facts } of certificates) {
    comparable.set(hexOf(subject), facts.comparableSubject ?? hexOf(subject));
    comparable.set(hexOf(issuer), facts.comparableIssuer ?? hexOf(issuer));
  }
  const names = new Map<string, Uint8Array>();
  return (der) => {
    // SEQUENCE without contents: a subject that is named in an extension alone.
    if (der.length <= 2) return der;
    const key = comparable.get(hexOf(der)) ?? hexOf(der);
    const known = names.get(key) ?? commonNameOf(`name ${names.size + 1}`);
    names.set(key, known);
    return known;
  };
}

function commonNameOf(text: string): Uint8Array {
  const value = encodeElement(tag.utf8String, new TextEncoder().encode(text));
  const pair = encodeSequence(encodeObjectIdentifier(commonName), value);
  return encodeSequence(encodeElement(tag.set, pair));
}

/** Hashes that stand in CertIDs and ResponderIDs, with those of the stand-ins. */
function createHashes(
  certificates: readonly Certificate[],
  { names, keyOf }: Pick<{ names: StandIns['name']; keyOf: StandIns['key'] }, 'names' | 'keyOf'>,
): ReadonlyMap<string, Uint8Array> {
  const known = new Map<string, Uint8Array>();
  for (const certificate of certificates) {
    const { subject, issuer, subjectPublicKey } = certificate;
    for (const hash of hashes) {
      const add = (old: Uint8Array, stand: Uint8Array) =>
        known.set(hexOf(digest(hash, old)), digest(hash, stand));
      add(subject, names(subject));
      add(issuer, names(issuer));
      add(subjectPublicKey, keyOf(certificate).subjectPublicKey);
    }
  }
  return known;
}

function digest(hash: (typeof hashes)[number], octets: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash(hash).update(octets).digest());
}

/** The key identifier that a CA gave itself; null where it has none. */
function subjectKeyIdentifierOf(certificate: Certificate): Uint8Array | null {
  const found = decodeExtension(
    certificate,
    extensionOid.subjectKeyIdentifier,
    decodeSubjectKeyIdentifier,
  );
  return found.ok ? found.value : null;
}

const generate = promisify(generateKeyPair);

async function makeKeys(
  certificates: readonly Certificate[],
): Promise<Result<ReadonlyMap<string, StandInKey>, string>> {
  const keys = new Map<string, StandInKey>();
  for (const { subjectPublicKeyInfo, facts } of certificates) {
    const id = hexOf(subjectPublicKeyInfo);
    if (keys.has(id)) continue;
    const privateKey = await keyLike(subjectPublicKeyInfo);
    if (privateKey === null) {
      return err(`The key of “${facts.subjectText}” is of a kind that cannot be made here.`);
    }
    const info = Uint8Array.from(
      createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    );
    const read = decodePublicKeyInfo(info);
    if (!read.ok) throw new Error(`a key that was just made: ${read.error.message}`);
    keys.set(id, { privateKey, info, subjectPublicKey: read.value.subjectPublicKey });
  }
  return ok(keys);
}

/** A new private key of the kind and size of a public one; null where the runtime makes none. */
async function keyLike(info: Uint8Array): Promise<KeyObject | null> {
  try {
    const old = createPublicKey({ key: Buffer.from(info), format: 'der', type: 'spki' });
    const { modulusLength, namedCurve } = old.asymmetricKeyDetails ?? {};
    switch (old.asymmetricKeyType) {
      case 'rsa':
        if (modulusLength === undefined || modulusLength > 8_192) return null;
        return (await generate('rsa', { modulusLength })).privateKey;
      case 'ec':
        if (namedCurve === undefined) return null;
        return (await generate('ec', { namedCurve })).privateKey;
      case 'ed25519':
        return (await generate('ed25519')).privateKey;
      case 'ed448':
        return (await generate('ed448')).privateKey;
      default:
        return null;
    }
  } catch {
    // The runtime knows no such key: whoever asked is told whose it is.
    return null;
  }
}
