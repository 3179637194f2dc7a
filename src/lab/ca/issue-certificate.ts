import 'reflect-metadata';
import { type KeyObject, webcrypto } from 'node:crypto';
import { Name, X509CertificateGenerator } from '@peculiar/x509';
import type { LabKeyType } from '#shared/model/lab.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { assertNever } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { type CertificateProfile, extensionsFor } from './certificate-profile.ts';
import { privateKeyToDer, publicKeyInfoOf } from './lab-key.ts';

/** A name of the lab: organization and common name, both UTF8String. */
export interface LabName {
  readonly organization: string;
  readonly commonName: string;
}

/** Who signs a certificate: its name and its private key. */
export interface LabSigner {
  readonly name: LabName;
  readonly key: KeyObject;
  readonly keyType: LabKeyType;
}

/** Everything that goes into one certificate. Times are in whole seconds. */
export interface CertificateOrder {
  readonly subject: LabName;
  readonly profile: CertificateProfile;
  readonly keyType: LabKeyType;
  readonly key: KeyObject;
  readonly issuer: LabSigner;
  readonly notBefore: EpochMs;
  readonly notAfter: EpochMs;
  readonly ocspUris: readonly string[];
  readonly caIssuersUri: string | null;
}

/** A certificate as it was issued; the serial number in lower-case hex. */
export interface IssuedCertificate {
  readonly serialNumber: string;
  readonly der: Uint8Array;
}

/** Issues one certificate, signed with SHA-256. */
export async function issueCertificate(
  order: CertificateOrder,
  random: RandomBytes,
): Promise<IssuedCertificate> {
  const { issuer } = order;
  const serialNumber = drawSerialNumber(random);
  const subjectPublicKeyInfo = publicKeyInfoOf(order.key);
  const algorithm = signingAlgorithmOf(issuer.keyType);
  const pkcs8 = privateKeyToDer(issuer.key);
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber,
      subject: toName(order.subject),
      issuer: toName(issuer.name),
      notBefore: new Date(order.notBefore),
      notAfter: new Date(order.notAfter),
      publicKey: subjectPublicKeyInfo,
      signingKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
      signingAlgorithm: algorithm,
      extensions: await extensionsFor({
        profile: order.profile,
        keyType: order.keyType,
        subjectPublicKeyInfo,
        issuerPublicKeyInfo: publicKeyInfoOf(issuer.key),
        ocspUris: order.ocspUris,
        caIssuersUri: order.caIssuersUri,
      }),
    },
    webcrypto,
  );
  return { serialNumber, der: new Uint8Array(certificate.rawData) };
}

/**
 * 16 octets with the top bits 01: positive, in shortest form as it stands, never all zero, and 126 bits
 * to choose from (RFC 5280 §4.1.2.2 allows up to 20 octets).
 */
function drawSerialNumber(random: RandomBytes): string {
  const octets = Buffer.from(random(16));
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets.toString('hex');
}

function toName({ organization, commonName }: LabName): Name {
  return new Name([{ O: [{ utf8String: organization }] }, { CN: [{ utf8String: commonName }] }]);
}

function signingAlgorithmOf(keyType: LabKeyType) {
  switch (keyType) {
    case 'p256':
      return { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    case 'p384':
      return { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-256' };
    case 'rsa2048':
      return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return assertNever(keyType);
  }
}
