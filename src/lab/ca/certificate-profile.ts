import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
} from '@peculiar/x509';
import type { LabKeyType } from '#shared/model/lab.ts';
import { assertNever } from '#shared/model/result.ts';

/** What kind of certificate it is: which extensions it carries. */
export type CertificateProfile =
  | 'root-ca'
  | 'issuing-ca'
  | 'server'
  | 'client'
  | 'responder'
  | 'responder-without-eku';

/** What the extensions of one certificate depend on. */
export interface ExtensionFacts {
  readonly profile: CertificateProfile;
  readonly keyType: LabKeyType;
  /** DER of the subject's and of the issuer's SubjectPublicKeyInfo; the same where it is self-signed. */
  readonly subjectPublicKeyInfo: Uint8Array<ArrayBuffer>;
  readonly issuerPublicKeyInfo: Uint8Array<ArrayBuffer>;
  readonly ocspUris: readonly string[];
  readonly caIssuersUri: string | null;
}

const oidOcspSigning = '1.3.6.1.5.5.7.3.9';
const oidOcspNoCheck = '1.3.6.1.5.5.7.48.1.5';
const derNull = Uint8Array.of(0x05, 0x00);

/** The extensions of a certificate (RFC 5280 §4.2), in the order in which they are encoded. */
export async function extensionsFor(facts: ExtensionFacts): Promise<Extension[]> {
  const { subjectPublicKeyInfo, issuerPublicKeyInfo, ocspUris, caIssuersUri } = facts;
  const extensions: Extension[] = [
    ...constraintsFor(facts.profile),
    new KeyUsagesExtension(keyUsageFor(facts), true),
    ...purposesFor(facts.profile),
    await SubjectKeyIdentifierExtension.create(subjectPublicKeyInfo, false, webcrypto),
  ];
  if (!isSameKey(subjectPublicKeyInfo, issuerPublicKeyInfo)) {
    const issuerKeyId = await SubjectKeyIdentifierExtension.create(
      issuerPublicKeyInfo,
      false,
      webcrypto,
    );
    extensions.push(new AuthorityKeyIdentifierExtension(issuerKeyId.keyId));
  }
  if (ocspUris.length > 0) {
    const caIssuers = caIssuersUri === null ? {} : { caIssuers: [caIssuersUri] };
    extensions.push(new AuthorityInfoAccessExtension({ ocsp: [...ocspUris], ...caIssuers }));
  }
  return extensions;
}

function constraintsFor(profile: CertificateProfile): readonly Extension[] {
  switch (profile) {
    case 'root-ca':
      return [new BasicConstraintsExtension(true, undefined, true)];
    case 'issuing-ca':
      return [new BasicConstraintsExtension(true, 0, true)];
    case 'server':
    case 'client':
    case 'responder':
    case 'responder-without-eku':
      return [new BasicConstraintsExtension(false, undefined, true)];
    default:
      return assertNever(profile);
  }
}

function keyUsageFor({ profile, keyType }: ExtensionFacts): KeyUsageFlags {
  const { digitalSignature, keyEncipherment, keyCertSign, cRLSign } = KeyUsageFlags;
  switch (profile) {
    case 'root-ca':
    case 'issuing-ca':
      // digitalSignature: they sign OCSP answers too.
      return digitalSignature | keyCertSign | cRLSign;
    case 'server':
      return keyType === 'rsa2048' ? digitalSignature | keyEncipherment : digitalSignature;
    case 'client':
    case 'responder':
    case 'responder-without-eku':
      return digitalSignature;
    default:
      return assertNever(profile);
  }
}

function purposesFor(profile: CertificateProfile): readonly Extension[] {
  switch (profile) {
    case 'server':
      return [
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
          { type: 'ip', value: '127.0.0.1' },
          { type: 'ip', value: '::1' },
        ]),
      ];
    case 'client':
      return [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])];
    case 'responder':
      // RFC 6960 §4.2.2.2 asks for id-kp-OCSPSigning; §4.2.2.2.1 lets nocheck end the question who checks the checker.
      return [
        new ExtendedKeyUsageExtension([oidOcspSigning]),
        new Extension(oidOcspNoCheck, false, derNull),
      ];
    case 'root-ca':
    case 'issuing-ca':
    case 'responder-without-eku':
      return [];
    default:
      return assertNever(profile);
  }
}

function isSameKey(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, index) => octet === b[index]);
}
