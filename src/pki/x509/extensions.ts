import { ok, type Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextConstructed, contextPrimitive, tag } from '../der/tag.ts';
import {
  readBoolean,
  readIa5String,
  readNamedBits,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
} from '../der/values.ts';
import type { Certificate, Extension } from './certificate.ts';
import { type GeneralName, readGeneralName } from './general-name.ts';
import { accessMethodOid } from './oid.ts';
import { readList } from './read-list.ts';

/** The extension with this identifier; there is at most one (RFC 5280 §4.2). */
export function findExtension(certificate: Certificate, oid: string): Extension | null {
  for (const extension of certificate.extensions) if (extension.oid === oid) return extension;
  return null;
}

/** The extension with this identifier, read by its decoder; null where the certificate has none. */
export function decodeExtension<T>(
  certificate: Certificate,
  oid: string,
  decode: (der: Uint8Array) => Result<T, DerError>,
): Result<T | null, DerError> {
  const extension = findExtension(certificate, oid);
  return extension === null ? ok(null) : decode(extension.value);
}

/** BasicConstraints (RFC 5280 §4.2.1.9); `pathLen` is null where there is no limit. */
export interface BasicConstraints {
  readonly isCa: boolean;
  readonly pathLen: number | null;
}

/**
 *     BasicConstraints ::= SEQUENCE {
 *         cA                 BOOLEAN DEFAULT FALSE,
 *         pathLenConstraint  INTEGER (0..MAX) OPTIONAL }
 *
 * Deviation: an encoded FALSE is accepted, as it is in use and changes no meaning.
 */
export function decodeBasicConstraints(der: Uint8Array): Result<BasicConstraints, DerError> {
  return decodeDer(der, (outer) => {
    const fields = outer.constructed('BasicConstraints');
    const isCa = fields.peekTag() === tag.boolean && readBoolean(fields, 'cA');
    const pathLen = fields.atEnd ? null : readSmallInteger(fields, 'pathLenConstraint');
    fields.finish();
    return { isCa, pathLen };
  });
}

/** The bits of KeyUsage in their order (RFC 5280 §4.2.1.3). */
const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

/** A bit of KeyUsage, named as in RFC 5280 §4.2.1.3. */
export type KeyUsage = (typeof keyUsages)[number];

/** `KeyUsage ::= BIT STRING { digitalSignature (0), … }`; bits without a name are left out. */
export function decodeKeyUsage(der: Uint8Array): Result<ReadonlySet<KeyUsage>, DerError> {
  return decodeDer(der, (outer) => {
    const set = new Set<KeyUsage>();
    for (const bit of readNamedBits(outer, 'KeyUsage')) {
      const usage = keyUsages[bit];
      if (usage !== undefined) set.add(usage);
    }
    return set;
  });
}

/** `ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId` (RFC 5280 §4.2.1.12), in dotted form. */
export function decodeExtendedKeyUsage(der: Uint8Array): Result<readonly string[], DerError> {
  return decodeDer(der, (outer) =>
    readList(outer, { name: 'ExtKeyUsageSyntax' }, readObjectIdentifier),
  );
}

/** The URIs of authorityInfoAccess in their order, by access method; other names and methods are left out. */
export interface AuthorityInfoAccess {
  readonly ocspUris: readonly string[];
  readonly caIssuers: readonly string[];
}

/**
 * AuthorityInfoAccessSyntax (RFC 5280 §4.2.2.1):
 *
 *     AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
 *     AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
 */
export function decodeAuthorityInfoAccess(der: Uint8Array): Result<AuthorityInfoAccess, DerError> {
  return decodeDer(der, (outer) => {
    const ocspUris: string[] = [];
    const caIssuers: string[] = [];
    for (const { method, uri } of readList(
      outer,
      { name: 'AuthorityInfoAccess' },
      readAccessDescription,
    )) {
      if (uri === null) continue;
      if (method === accessMethodOid.ocsp) ocspUris.push(uri);
      if (method === accessMethodOid.caIssuers) caIssuers.push(uri);
    }
    return { ocspUris, caIssuers };
  });
}

function readAccessDescription(list: DerReader, path: string) {
  const fields = list.constructed(path);
  const method = readObjectIdentifier(fields, 'accessMethod');
  const isUri = fields.peekTag() === contextPrimitive(6);
  const uri = isUri ? readIa5String(fields, 'accessLocation', contextPrimitive(6)) : null;
  if (!isUri) fields.any('accessLocation');
  fields.finish();
  return { method, uri };
}

/** The OCSP URIs of a certificate in their order; none where authorityInfoAccess is absent or unreadable. */
export function ocspUrisOf(certificate: Certificate): readonly string[] {
  const access = certificate.facts.extensions.authorityInfoAccess;
  return access.ok && access.value !== null ? access.value.ocspUris : [];
}

/** `SubjectKeyIdentifier ::= OCTET STRING` (RFC 5280 §4.2.1.2); a view. */
export function decodeSubjectKeyIdentifier(der: Uint8Array): Result<Uint8Array, DerError> {
  return decodeDer(der, (outer) => readOctetString(outer, 'SubjectKeyIdentifier'));
}

/**
 * The keyIdentifier of AuthorityKeyIdentifier (RFC 5280 §4.2.1.1); null where it has none. A view.
 *
 *     AuthorityKeyIdentifier ::= SEQUENCE {
 *         keyIdentifier              [0] KeyIdentifier OPTIONAL,
 *         authorityCertIssuer        [1] GeneralNames OPTIONAL,
 *         authorityCertSerialNumber  [2] CertificateSerialNumber OPTIONAL }
 */
export function decodeAuthorityKeyIdentifier(der: Uint8Array): Result<Uint8Array | null, DerError> {
  return decodeDer(der, (outer) => {
    const fields = outer.constructed('AuthorityKeyIdentifier');
    const hasKey = fields.peekTag() === contextPrimitive(0);
    const key = hasKey ? fields.contents(fields.any('keyIdentifier')) : null;
    if (fields.peekTag() === contextConstructed(1)) fields.any('authorityCertIssuer');
    if (fields.peekTag() === contextPrimitive(2)) fields.any('authorityCertSerialNumber');
    fields.finish();
    return key;
  });
}

/** `SubjectAltName ::= SEQUENCE SIZE (1..MAX) OF GeneralName` (RFC 5280 §4.2.1.6). */
export function decodeSubjectAltName(der: Uint8Array): Result<readonly GeneralName[], DerError> {
  return decodeDer(der, (outer) => readList(outer, { name: 'SubjectAltName' }, readGeneralName));
}
