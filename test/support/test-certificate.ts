import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { tag } from '#pki/der/tag.ts';
import {
  encodeBitString,
  encodeBoolean,
  encodeElement,
  encodeExplicit,
  encodeGeneralizedTime,
  encodeIntegerOctets,
  encodeNull,
  encodeObjectIdentifier,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { encodeExtensions } from '#pki/ocsp/extensions.ts';
import { encodeAlgorithmIdentifier } from '#pki/x509/algorithm-identifier.ts';
import type { AlgorithmIdentifier, Certificate, Extension } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { extensionOid, keyPurposeOid } from '#pki/x509/oid.ts';

/** A certificate and its private key. */
export interface TestIdentity {
  readonly certificate: Certificate;
  readonly keys: TestKeys;
}

/** A key pair and the algorithm that it signs with. */
export interface TestKeys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly algorithm: TestAlgorithm;
}

/** A signature algorithm by its identifier and its digest. */
export interface TestAlgorithm {
  readonly identifier: AlgorithmIdentifier;
  readonly digest: string | null;
}

function algorithm(oid: string, digest: string | null, parameters: Uint8Array | null = null) {
  return { identifier: { oid, parameters }, digest };
}

export const testAlgorithms = {
  ecdsaSha256: algorithm('1.2.840.10045.4.3.2', 'sha256'),
  ecdsaSha1: algorithm('1.2.840.10045.4.1', 'sha1'),
  rsaSha256: algorithm('1.2.840.113549.1.1.11', 'sha256', encodeNull()),
  rsaMd5: algorithm('1.2.840.113549.1.1.4', 'md5', encodeNull()),
  ed25519: algorithm('1.3.101.112', null),
} as const satisfies Record<string, TestAlgorithm>;

/** A new key pair; P-256 takes a tenth of a millisecond. */
export function createTestKeys(kind: 'p256' | 'rsa2048' | 'ed25519' = 'p256'): TestKeys {
  switch (kind) {
    case 'p256':
      return {
        ...generateKeyPairSync('ec', { namedCurve: 'P-256' }),
        algorithm: testAlgorithms.ecdsaSha256,
      };
    case 'rsa2048':
      return {
        ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
        algorithm: testAlgorithms.rsaSha256,
      };
    case 'ed25519':
      return { ...generateKeyPairSync('ed25519'), algorithm: testAlgorithms.ed25519 };
  }
}

/** Signs `data` with `keys`, in their own algorithm unless another is given. */
export function signWith(
  keys: TestKeys,
  data: Uint8Array,
  { digest }: TestAlgorithm = keys.algorithm,
): Uint8Array {
  return new Uint8Array(sign(digest, data, keys.privateKey));
}

/** A Name with one common name. */
export function encodeCommonName(commonName: string): Uint8Array {
  const value = encodeElement(tag.utf8String, new TextEncoder().encode(commonName));
  const attribute = encodeSequence(encodeObjectIdentifier('2.5.4.3'), value);
  return encodeSequence(encodeElement(tag.set, attribute));
}

/** What a certificate is to say; what is left out is usual. */
export interface CertificateOptions {
  readonly commonName: string;
  /** Who issues it; itself by default. */
  readonly issuer?: TestIdentity;
  readonly keys?: TestKeys;
  readonly serialNumber?: Uint8Array;
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly extensions?: readonly Extension[];
  readonly algorithm?: TestAlgorithm;
}

/** Issues a certificate with the writer of the engine, in DER as the engine reads it. */
export function issueCertificate(options: CertificateOptions): TestIdentity {
  const keys = options.keys ?? createTestKeys();
  const signer = options.issuer?.keys ?? keys;
  const signature = options.algorithm ?? signer.algorithm;
  const algorithmIdentifier = encodeAlgorithmIdentifier(signature.identifier);
  const subject = encodeCommonName(options.commonName);
  const extensions = options.extensions ?? [];
  const tbsCertificate = encodeSequence(
    encodeExplicit(0, encodeSmallInteger(2)),
    encodeIntegerOctets(options.serialNumber ?? serialNumberFor(keys)),
    algorithmIdentifier,
    options.issuer?.certificate.subject ?? subject,
    encodeSequence(
      encodeGeneralizedTime(options.notBefore ?? Date.UTC(2025, 0, 1)),
      encodeGeneralizedTime(options.notAfter ?? Date.UTC(2028, 0, 1)),
    ),
    subject,
    new Uint8Array(keys.publicKey.export({ format: 'der', type: 'spki' })),
    ...(extensions.length === 0 ? [] : [encodeExplicit(3, encodeExtensions(extensions))]),
  );
  const signed = encodeBitString(signWith(signer, tbsCertificate, signature));
  const decoded = decodeCertificate(encodeSequence(tbsCertificate, algorithmIdentifier, signed));
  if (!decoded.ok) throw new Error(`${decoded.error.path}: ${decoded.error.message}`);
  return { certificate: decoded.value, keys };
}

/** A positive number that differs from key to key. */
function serialNumberFor(keys: TestKeys): Uint8Array {
  const spki = keys.publicKey.export({ format: 'der', type: 'spki' });
  const digest = createHash('sha256').update(spki).digest();
  return Uint8Array.of(0x40 | ((digest[0] ?? 0) & 0x3f), ...digest.subarray(1, 16));
}

/** Extensions by what they say. */
export const testExtensions = {
  ca: extension(extensionOid.basicConstraints, encodeSequence(encodeBoolean(true)), 'critical'),
  /** digitalSignature, keyCertSign and cRLSign. */
  caKeyUsage: extension(extensionOid.keyUsage, Uint8Array.of(3, 2, 1, 0x86), 'critical'),
  /** keyCertSign and cRLSign alone. */
  caKeyUsageWithoutSignature: extension(
    extensionOid.keyUsage,
    Uint8Array.of(3, 2, 1, 0x06),
    'critical',
  ),
  ocspSigning: extension(
    extensionOid.extendedKeyUsage,
    encodeSequence(encodeObjectIdentifier(keyPurposeOid.ocspSigning)),
  ),
  clientAuth: extension(
    extensionOid.extendedKeyUsage,
    encodeSequence(encodeObjectIdentifier(keyPurposeOid.clientAuth)),
  ),
  noCheck: extension(extensionOid.ocspNoCheck, encodeNull()),
  /** Nobody knows it. */
  unknownCritical: extension('1.3.6.1.4.1.99999.1', encodeNull(), 'critical'),
  unknownIgnored: extension('1.3.6.1.4.1.99999.1', encodeNull()),
} as const;

/** An extension with `value` inside extnValue. */
export function extension(
  oid: string,
  value: Uint8Array,
  criticality: 'critical' | 'ignorable' = 'ignorable',
): Extension {
  return { oid, critical: criticality === 'critical', value };
}
