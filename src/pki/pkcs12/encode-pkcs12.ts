import { createHash, createHmac } from 'node:crypto';
import type { Pkcs12Encryption } from '#shared/model/lab.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { contextPrimitive, tag } from '../der/tag.ts';
import {
  encodeElement,
  encodeExplicit,
  encodeNull,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '../der/writer.ts';
import { derivePkcs12Key } from './key-derivation.ts';
import {
  type Seal,
  sealWithAes256,
  sealWithRc2,
  sealWithTripleDes,
} from './password-encryption.ts';

/** What goes into a PKCS#12 file. */
export interface Pkcs12Contents {
  /** Shown by key stores beside the key. */
  readonly friendlyName: string;
  /** DER of the PKCS#8 PrivateKeyInfo. */
  readonly privateKey: Uint8Array;
  /** DER; the certificate of the key first, then its issuers. */
  readonly certificates: readonly Uint8Array[];
  readonly password: string;
  readonly encryption: Pkcs12Encryption;
}

const oid = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  pkcs8ShroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/** Old key stores refuse more than a few thousand in the legacy kind; OpenSSL writes 2,048. */
const iterationsOf = { modern: 10_000, legacy: 2_048 } as const;

/**
 * A PKCS#12 file (RFC 7292 §4) with one key and its certificates, integrity by password. Written here:
 * no library that was tried writes both kinds for EC keys (decision 12).
 *
 *     PFX ::= SEQUENCE {
 *         version   INTEGER {v3(3)},
 *         authSafe  ContentInfo,
 *         macData   MacData OPTIONAL }
 */
export function encodePkcs12(contents: Pkcs12Contents, random: RandomBytes): Uint8Array {
  const { password, encryption, certificates, friendlyName } = contents;
  const options = { password, iterations: iterationsOf[encryption], random };
  const isModern = encryption === 'modern';
  const sealCertificates = isModern ? sealWithAes256(options) : sealWithRc2(options);
  const sealKey = isModern ? sealWithAes256(options) : sealWithTripleDes(options);

  // SHA-1 over the certificate is what ties it to the key, by the custom of OpenSSL and NSS.
  const keyId = createHash('sha1')
    .update(certificates[0] ?? contents.privateKey)
    .digest();
  const ownAttributes = attributes(friendlyName, keyId);
  const certBags = certificates.map((der, i) => certBag(der, i === 0 ? ownAttributes : null));
  const authenticatedSafe = encodeSequence(
    encryptedContent(encodeSequence(...certBags), sealCertificates),
    dataContent(encodeSequence(keyBag(contents.privateKey, sealKey, ownAttributes))),
  );
  return encodeSequence(
    encodeSmallInteger(3),
    dataContent(authenticatedSafe),
    macData(authenticatedSafe, contents, random),
  );
}

/** ContentInfo of type data (RFC 5652 §4). */
function dataContent(octets: Uint8Array): Uint8Array {
  return encodeSequence(
    encodeObjectIdentifier(oid.data),
    encodeExplicit(0, encodeOctetString(octets)),
  );
}

/** ContentInfo of type encryptedData (RFC 5652 §8), version 0. */
function encryptedContent(plain: Uint8Array, seal: Seal): Uint8Array {
  const { algorithm, octets } = seal(plain);
  const encryptedContentInfo = encodeSequence(
    encodeObjectIdentifier(oid.data),
    algorithm,
    encodeElement(contextPrimitive(0), octets),
  );
  const encryptedData = encodeSequence(encodeSmallInteger(0), encryptedContentInfo);
  return encodeSequence(
    encodeObjectIdentifier(oid.encryptedData),
    encodeExplicit(0, encryptedData),
  );
}

/**
 *     SafeBag ::= SEQUENCE {
 *         bagId          OBJECT IDENTIFIER,
 *         bagValue       [0] EXPLICIT ANY DEFINED BY bagId,
 *         bagAttributes  SET OF PKCS12Attribute OPTIONAL }
 */
function safeBag(bagId: string, value: Uint8Array, bagAttributes: Uint8Array | null): Uint8Array {
  const parts = [encodeObjectIdentifier(bagId), encodeExplicit(0, value)];
  return encodeSequence(...parts, ...(bagAttributes === null ? [] : [bagAttributes]));
}

function certBag(der: Uint8Array, bagAttributes: Uint8Array | null): Uint8Array {
  const value = encodeSequence(
    encodeObjectIdentifier(oid.x509Certificate),
    encodeExplicit(0, encodeOctetString(der)),
  );
  return safeBag(oid.certBag, value, bagAttributes);
}

/** EncryptedPrivateKeyInfo (RFC 5958 §3) in its bag. */
function keyBag(privateKey: Uint8Array, seal: Seal, bagAttributes: Uint8Array): Uint8Array {
  const { algorithm, octets } = seal(privateKey);
  const value = encodeSequence(algorithm, encodeOctetString(octets));
  return safeBag(oid.pkcs8ShroudedKeyBag, value, bagAttributes);
}

function attributes(friendlyName: string, keyId: Uint8Array): Uint8Array {
  const bmp = Buffer.from(friendlyName, 'utf16le').swap16();
  const encoded = [
    attribute(oid.friendlyName, encodeElement(tag.bmpString, bmp)),
    attribute(oid.localKeyId, encodeOctetString(keyId)),
  ];
  // DER orders a SET OF by the encodings (X.690 §11.6).
  return encodeElement(tag.set, ...encoded.sort(Buffer.compare));
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return encodeSequence(encodeObjectIdentifier(type), encodeElement(tag.set, value));
}

/**
 *     MacData ::= SEQUENCE {
 *         mac         DigestInfo,
 *         macSalt     OCTET STRING,
 *         iterations  INTEGER DEFAULT 1 }
 */
function macData(
  authenticatedSafe: Uint8Array,
  { password, encryption }: Pkcs12Contents,
  random: RandomBytes,
): Uint8Array {
  const hash = encryption === 'modern' ? 'sha256' : 'sha1';
  const length = encryption === 'modern' ? 32 : 20;
  const iterations = iterationsOf[encryption];
  const salt = random(encryption === 'modern' ? 16 : 8);
  const key = derivePkcs12Key({ hash, password, salt, iterations, purpose: 'mac', length });
  const digest = createHmac(hash, key).update(authenticatedSafe).digest();
  const digestAlgorithm = encodeSequence(encodeObjectIdentifier(oid[hash]), encodeNull());
  return encodeSequence(
    encodeSequence(digestAlgorithm, encodeOctetString(digest)),
    encodeOctetString(salt),
    encodeSmallInteger(iterations),
  );
}
