import { createHash } from 'node:crypto';
import type { CertIdHash, CertIdSummary } from '#shared/model/ocsp.ts';
import type { DerReader } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { readIntegerOctets } from '../der/values.ts';
import {
  encodeIntegerOctets,
  encodeNull,
  encodeOctetString,
  encodeSequence,
} from '../der/writer.ts';
import { hexOf, isSameOctets } from '../octets.ts';
import {
  encodeAlgorithmIdentifier,
  readAlgorithmIdentifier,
} from '../x509/algorithm-identifier.ts';
import type { AlgorithmIdentifier, Certificate } from '../x509/certificate.ts';
import { serialNumberToText } from '../x509/serial-number.ts';
import type { CertId, OwnCertId } from './types.ts';

const hashOids: Readonly<Record<CertIdHash, string>> = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

const hashes: readonly CertIdHash[] = ['sha1', 'sha256', 'sha384', 'sha512'];

/** The hash that a CertID names; null if it is none of those that we compute. */
export function certIdHashOf({ oid }: AlgorithmIdentifier): CertIdHash | null {
  return hashes.find((hash) => hashOids[hash] === oid) ?? null;
}

/**
 * CertID (RFC 6960 §4.1.1):
 *
 *     CertID ::= SEQUENCE {
 *         hashAlgorithm   AlgorithmIdentifier,
 *         issuerNameHash  OCTET STRING,
 *         issuerKeyHash   OCTET STRING,
 *         serialNumber    CertificateSerialNumber }
 */
export function readCertId(parent: DerReader, name: string): CertId {
  const fields = parent.constructed(name);
  const hashAlgorithm = readAlgorithmIdentifier(fields, 'hashAlgorithm');
  const issuerNameHash = fields.contents(fields.element(tag.octetString, 'issuerNameHash'));
  const issuerKeyHash = fields.contents(fields.element(tag.octetString, 'issuerKeyHash'));
  const serialNumber = readIntegerOctets(fields, 'serialNumber');
  fields.finish();
  return { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber };
}

/** Writes a CertID as it was decoded or built. */
export function encodeCertId(certId: CertId): Uint8Array {
  return encodeSequence(
    encodeAlgorithmIdentifier(certId.hashAlgorithm),
    encodeOctetString(certId.issuerNameHash),
    encodeOctetString(certId.issuerKeyHash),
    encodeIntegerOctets(certId.serialNumber),
  );
}

/**
 * Builds the CertID that identifies `certificate` to its issuer's responder: the hash of the issuer's name
 * as the certificate spells it, and of the issuer's key without tag and length (RFC 6960 §4.1.1).
 */
export function createCertId(
  certificate: Certificate,
  issuer: Certificate,
  hash: CertIdHash,
): OwnCertId {
  const ofIssuer = issuerHashes(issuer, hash);
  const isSameSpelling = isSameOctets(certificate.issuer, issuer.subject);
  return {
    hash,
    hashAlgorithm: ofIssuer.hashAlgorithm,
    issuerNameHash: isSameSpelling ? ofIssuer.issuerNameHash : digest(hash, certificate.issuer),
    issuerKeyHash: ofIssuer.issuerKeyHash,
    serialNumber: certificate.serialNumber,
  };
}

type IssuerHashes = Omit<CertId, 'serialNumber'>;

const known = new WeakMap<Certificate, Map<CertIdHash, IssuerHashes>>();

/** The part of a CertID that all certificates of one issuer share; hashed once per issuer. */
function issuerHashes(issuer: Certificate, hash: CertIdHash): IssuerHashes {
  let byHash = known.get(issuer);
  if (byHash === undefined) {
    byHash = new Map();
    known.set(issuer, byHash);
  }
  let hashed = byHash.get(hash);
  if (hashed === undefined) {
    hashed = {
      hashAlgorithm: { oid: hashOids[hash], parameters: encodeNull() },
      issuerNameHash: digest(hash, issuer.subject),
      issuerKeyHash: digest(hash, issuer.subjectPublicKey),
    };
    byHash.set(hash, hashed);
  }
  return hashed;
}

function digest(hash: CertIdHash, octets: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(hash).update(octets).digest());
}

/** A CertID as a person reads it; an unknown hash algorithm is shown by its object identifier. */
export function summarizeCertId(certId: CertId): CertIdSummary {
  return {
    hashAlgorithm: certIdHashOf(certId.hashAlgorithm) ?? certId.hashAlgorithm.oid,
    issuerNameHash: hashText(certId.issuerNameHash),
    issuerKeyHash: hashText(certId.issuerKeyHash),
    serialNumber: serialNumberToText(certId.serialNumber),
  };
}

const hashTexts = new WeakMap<Uint8Array, string>();

/** The hashes of an issuer are the same octets in each CertID that is built for it: written in hex once. */
function hashText(hash: Uint8Array): string {
  const known = hashTexts.get(hash);
  if (known !== undefined) return known;
  const text = hexOf(hash);
  hashTexts.set(hash, text);
  return text;
}
