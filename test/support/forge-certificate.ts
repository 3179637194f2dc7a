import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  encodeBitString,
  encodeBoolean,
  encodeElement,
  encodeExplicit,
  encodeGeneralizedTime,
  encodeIntegerOctets,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';

/** A key pair of a forged certificate. */
export interface ForgedKeys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A certificate that no CA would issue, and the key to issue more with it. */
export interface Forged {
  readonly name: string;
  readonly certificate: Certificate;
  readonly der: Uint8Array;
  /** DER of the subject, where it is more than the name. */
  readonly subject?: Uint8Array;
  readonly keys: ForgedKeys;
}

/** An extension as it is to stand in the certificate. */
export interface ForgedExtension {
  readonly oid: string;
  readonly critical?: boolean;
  readonly value: Uint8Array;
}

/** What is to be said in the certificate; the rest is that of a plain version 3 certificate of 2025 to 2055. */
export interface ForgeOptions {
  /** The common name, and the whole of the subject. */
  readonly name: string;
  /** DER of the subject, where it is more than the common name. */
  readonly subject?: Uint8Array;
  /** Self-signed without one. */
  readonly issuer?: Forged;
  readonly version?: 1 | 2 | 3;
  readonly serialNumber?: Uint8Array;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly extensions?: readonly ForgedExtension[];
  readonly keys?: ForgedKeys;
}

const ecdsaWithSha256 = encodeSequence(encodeObjectIdentifier('1.2.840.10045.4.3.2'));

/** Creates a P-256 key pair. */
export function createKeys(): ForgedKeys {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** Makes and signs a certificate (ECDSA with SHA-256), whatever its fields say. */
export function forge(options: ForgeOptions): Forged {
  const keys = options.keys ?? createKeys();
  const issuer = options.issuer ?? { ...options, keys };
  const tbs = encodeSequence(...tbsParts(options, keys, issuer));
  const der = signTbs(tbs, issuer.keys);
  const decoded = decodeCertificate(der);
  if (!decoded.ok) throw new Error(`${options.name}: ${JSON.stringify(decoded.error)}`);
  const { name, subject } = options;
  return { name, certificate: decoded.value, der, keys, ...(subject ? { subject } : {}) };
}

/** Signs the DER of a TBSCertificate and puts the Certificate together. */
export function signTbs(tbs: Uint8Array, { privateKey }: ForgedKeys): Uint8Array {
  return encodeSequence(tbs, ecdsaWithSha256, encodeBitString(sign('sha256', tbs, privateKey)));
}

/** The DER of each field of a TBSCertificate, in their order; tests replace some before they sign. */
export function tbsParts(
  options: ForgeOptions,
  { publicKey }: ForgedKeys,
  issuer: string | { readonly name: string; readonly subject?: Uint8Array },
): Uint8Array[] {
  const version = options.version ?? 3;
  const extensions = options.extensions ?? [];
  return [
    ...(version === 1 ? [] : [encodeExplicit(0, encodeSmallInteger(version - 1))]),
    encodeIntegerOctets(options.serialNumber ?? serialOf(options.name)),
    ecdsaWithSha256,
    typeof issuer === 'string' ? encodeName(issuer) : (issuer.subject ?? encodeName(issuer.name)),
    encodeSequence(
      encodeGeneralizedTime(Date.parse(options.notBefore ?? '2025-01-01T00:00:00Z')),
      encodeGeneralizedTime(Date.parse(options.notAfter ?? '2055-01-01T00:00:00Z')),
    ),
    options.subject ?? encodeName(options.name),
    new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    ...(extensions.length === 0 ? [] : [encodeExtensions(extensions)]),
  ];
}

/** `[3] EXPLICIT Extensions`. */
export function encodeExtensions(extensions: readonly ForgedExtension[]): Uint8Array {
  return encodeExplicit(3, encodeSequence(...extensions.map(encodeExtension)));
}

function encodeExtension({ oid, critical, value }: ForgedExtension): Uint8Array {
  const flag = critical === undefined ? [] : [encodeBoolean(critical)];
  return encodeSequence(encodeObjectIdentifier(oid), ...flag, encodeOctetString(value));
}

/** A Name of one common name; the empty name for the empty text. */
export function encodeName(commonName: string): Uint8Array {
  if (commonName === '') return encodeSequence();
  const type = encodeObjectIdentifier('2.5.4.3');
  const attribute = encodeSequence(type, encodeElement(0x0c, Buffer.from(commonName)));
  return encodeSequence(encodeElement(0x31, attribute));
}

function serialOf(name: string): Uint8Array {
  return Uint8Array.of(1, ...createHash('sha1').update(name).digest().subarray(0, 7));
}

/** basicConstraints, critical, of a CA. */
export function caConstraints(pathLen: number | null = null): ForgedExtension {
  const limit = pathLen === null ? [] : [encodeSmallInteger(pathLen)];
  const value = encodeSequence(encodeBoolean(true), ...limit);
  return { oid: '2.5.29.19', critical: true, value };
}

/** basicConstraints of an end entity. */
export const noCa: ForgedExtension = { oid: '2.5.29.19', value: encodeSequence() };

/** keyUsage, critical, with these bits (0 digitalSignature, 4 keyAgreement, 5 keyCertSign). */
export function keyUsage(...bits: readonly number[]): ForgedExtension {
  const octet = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  const unused = 7 - Math.max(...bits);
  return { oid: '2.5.29.15', critical: true, value: Uint8Array.of(0x03, 0x02, unused, octet) };
}

/** extendedKeyUsage with these purposes in dotted form. */
export function extendedKeyUsage(...purposes: readonly string[]): ForgedExtension {
  return { oid: '2.5.29.37', value: encodeSequence(...purposes.map(encodeObjectIdentifier)) };
}
