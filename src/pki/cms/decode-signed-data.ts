import type { Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import type { DerReader } from '../der/reader.ts';
import { contextConstructed, tag } from '../der/tag.ts';
import {
  readIntegerOctets,
  readObjectIdentifier,
  readOctetString,
  readSmallInteger,
} from '../der/values.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { AlgorithmIdentifier } from '../x509/certificate.ts';
import { decodeLenient } from './decode-lenient.ts';

/** Object identifiers of contents (RFC 5652 §4 and §5, RFC 3161 §2.4.2). */
export const contentTypeOid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

/** Who signed, as a SignerInfo names it. */
export interface SignerInfo {
  readonly version: number;
  /** DER of the issuer Name and the serial number; null where the signer is named by its key identifier. */
  readonly issuer: Uint8Array | null;
  readonly serialNumber: Uint8Array | null;
  readonly digestAlgorithm: AlgorithmIdentifier;
  readonly signatureAlgorithm: AlgorithmIdentifier;
}

/** A SignedData as far as its certificates, CRLs, contents and signers go. */
export interface SignedData {
  readonly version: number;
  readonly contentType: string;
  /** The octets that are signed; null where they are elsewhere. */
  readonly content: Uint8Array | null;
  /** DER of each certificate (attribute certificates among them), in their order. */
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
}

/** A ContentInfo: SignedData, or the type of something else. */
export type ContentInfo =
  | { readonly kind: 'signed-data'; readonly signedData: SignedData }
  | { readonly kind: 'other'; readonly contentType: string };

const maxEntries = 20_000;

/**
 * Decodes a ContentInfo (RFC 5652 §3), DER or BER:
 *
 *     ContentInfo ::= SEQUENCE {
 *         contentType  ContentType,
 *         content      [0] EXPLICIT ANY DEFINED BY contentType }
 */
export function decodeContentInfo(bytes: Uint8Array): Result<ContentInfo, DerError> {
  return decodeLenient(bytes, (outer): ContentInfo => {
    const fields = outer.constructed('ContentInfo');
    const contentType = readObjectIdentifier(fields, 'contentType');
    if (contentType !== contentTypeOid.signedData) {
      if (!fields.atEnd) fields.any('content');
      fields.finish();
      return { kind: 'other', contentType };
    }
    const content = fields.constructed('content', contextConstructed(0));
    const signedData = readSignedData(content);
    content.finish();
    fields.finish();
    return { kind: 'signed-data', signedData };
  });
}

/**
 *     SignedData ::= SEQUENCE {
 *         version           CMSVersion,
 *         digestAlgorithms  SET OF DigestAlgorithmIdentifier,
 *         encapContentInfo  EncapsulatedContentInfo,
 *         certificates      [0] IMPLICIT CertificateSet OPTIONAL,
 *         crls              [1] IMPLICIT RevocationInfoChoices OPTIONAL,
 *         signerInfos       SET OF SignerInfo }
 */
function readSignedData(parent: DerReader): SignedData {
  const fields = parent.constructed('SignedData');
  const version = readSmallInteger(fields, 'version');
  fields.element(tag.set, 'digestAlgorithms');
  const { contentType, content } = readEncapsulated(fields);
  const certificates = readSet(fields, 'certificates', contextConstructed(0));
  const crls = readSet(fields, 'crls', contextConstructed(1));
  const infos = fields.constructed('signerInfos', tag.set);
  const signers: SignerInfo[] = [];
  while (!infos.atEnd) signers.push(readSignerInfo(infos, `[${signers.length}]`));
  fields.finish();
  return { version, contentType, content, certificates, crls, signers };
}

/** `EncapsulatedContentInfo ::= SEQUENCE { eContentType ContentType, eContent [0] EXPLICIT OCTET STRING OPTIONAL }` */
function readEncapsulated(parent: DerReader) {
  const fields = parent.constructed('encapContentInfo');
  const contentType = readObjectIdentifier(fields, 'eContentType');
  const wrapper = fields.optionalConstructed('eContent', contextConstructed(0));
  if (wrapper === null) return { contentType, content: null };
  // PKCS#7 allowed any type here, RFC 5652 §5.2.1 an OCTET STRING alone.
  if (wrapper.peekTag() === tag.octetString) {
    return { contentType, content: readOctetString(wrapper, 'eContent') };
  }
  return { contentType, content: wrapper.raw(wrapper.any('eContent')) };
}

function readSet(parent: DerReader, name: string, identifier: number): readonly Uint8Array[] {
  const set = parent.optionalConstructed(name, identifier);
  const entries: Uint8Array[] = [];
  while (set !== null && !set.atEnd) {
    if (entries.length === maxEntries) {
      set.fail('too-many-elements', '', set.position, `more than ${maxEntries} are refused`);
      break;
    }
    entries.push(set.raw(set.any(`[${entries.length}]`)));
  }
  return entries;
}

/**
 *     SignerInfo ::= SEQUENCE {
 *         version             CMSVersion,
 *         sid                 SignerIdentifier,
 *         digestAlgorithm     DigestAlgorithmIdentifier,
 *         signedAttrs         [0] IMPLICIT SignedAttributes OPTIONAL,
 *         signatureAlgorithm  SignatureAlgorithmIdentifier,
 *         signature           SignatureValue,
 *         unsignedAttrs       [1] IMPLICIT UnsignedAttributes OPTIONAL }
 */
function readSignerInfo(parent: DerReader, path: string): SignerInfo {
  const fields = parent.constructed(path);
  const version = readSmallInteger(fields, 'version');
  const named = fields.peekTag() === tag.sequence ? fields.constructed('sid') : null;
  if (named === null) fields.any('sid');
  const issuer = named === null ? null : named.raw(named.element(tag.sequence, 'issuer'));
  const serialNumber = named === null ? null : readIntegerOctets(named, 'serialNumber');
  const digestAlgorithm = readAlgorithmIdentifier(fields, 'digestAlgorithm');
  if (fields.peekTag() === contextConstructed(0)) fields.any('signedAttrs');
  const signatureAlgorithm = readAlgorithmIdentifier(fields, 'signatureAlgorithm');
  readOctetString(fields, 'signature');
  if (fields.peekTag() === contextConstructed(1)) fields.any('unsignedAttrs');
  fields.finish();
  return { version, issuer, serialNumber, digestAlgorithm, signatureAlgorithm };
}
