import type { Result } from '#shared/model/result.ts';
import { writtenOutV1 } from '../der/deviation.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextConstructed } from '../der/tag.ts';
import { readBitStringOctets, readSmallInteger } from '../der/values.ts';
import { encodeExplicit, encodeSequence } from '../der/writer.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { readOptionalExtensions } from '../x509/extension-list.ts';
import { encodeCertId, readCertId } from './cert-id.ts';
import { encodeExtensions } from './extensions.ts';
import { maxCertificates, maxSingles } from './limits.ts';
import { createNonceExtension, readRequestNonce } from './nonce.ts';
import { ocspOid } from './object-identifiers.ts';
import { readSequenceOf } from './sequence-of.ts';
import type { CertId, OcspRequest } from './types.ts';

type Request = OcspRequest['requestList'][number];

/** Writes an unsigned OCSPRequest for certificates that share a responder. The caller gives 1 to 128 octets of nonce. */
export function encodeRequest(request: {
  readonly certIds: readonly CertId[];
  readonly nonce: Uint8Array | null;
}): Uint8Array {
  const requests = request.certIds.map((certId) => encodeSequence(encodeCertId(certId)));
  const requestList = encodeSequence(...requests);
  if (request.nonce === null) return encodeSequence(encodeSequence(requestList));
  const extensions = encodeExtensions([createNonceExtension(request.nonce)]);
  return encodeSequence(encodeSequence(requestList, encodeExplicit(2, extensions)));
}

/**
 * Decodes one OCSPRequest (RFC 6960 §4.1.1):
 *
 *     OCSPRequest ::= SEQUENCE {
 *         tbsRequest         TBSRequest,
 *         optionalSignature  [0] EXPLICIT Signature OPTIONAL }
 */
export function decodeRequest(der: Uint8Array): Result<OcspRequest, DerError> {
  return decodeDer(der, (outer) => {
    const fields = outer.constructed('OCSPRequest');
    const tbsRequest = readTbsRequest(fields, 'tbsRequest');
    const isSigned = fields.peekTag() === contextConstructed(0);
    if (isSigned) readSignature(fields);
    fields.finish();
    return { der, deviations: outer.deviations, ...tbsRequest, isSigned };
  });
}

/**
 *     TBSRequest ::= SEQUENCE {
 *         version            [0] EXPLICIT Version DEFAULT v1,
 *         requestorName      [1] EXPLICIT GeneralName OPTIONAL,
 *         requestList            SEQUENCE OF Request,
 *         requestExtensions  [2] EXPLICIT Extensions OPTIONAL }
 */
function readTbsRequest(
  parent: DerReader,
  name: string,
): Pick<OcspRequest, 'requestList' | 'extensions' | 'nonce'> {
  const fields = parent.constructed(name);
  readVersion(fields);
  const requestorName = fields.optionalConstructed('requestorName', contextConstructed(1));
  if (requestorName !== null) {
    requestorName.any('');
    requestorName.finish();
  }
  const requestList = readSequenceOf(fields.constructed('requestList'), maxSingles, readRequest);
  let nonce: Uint8Array | null = null;
  const place = { number: 2, name: 'requestExtensions' } as const;
  const extensions = readOptionalExtensions(fields, place, (oid, value) => {
    if (oid === ocspOid.nonce) nonce = readRequestNonce(value);
  });
  fields.finish();
  return { requestList, extensions, nonce };
}

/** `Version ::= INTEGER { v1(0) }`: no other is defined. */
function readVersion(fields: DerReader): void {
  const at = fields.position;
  const wrapper = fields.optionalConstructed('version', contextConstructed(0));
  if (wrapper === null) return;
  const version = readSmallInteger(wrapper, '');
  wrapper.finish();
  if (version === 0) fields.deviate(writtenOutV1(at));
  else fields.fail('value-not-allowed', 'version', at, `version v${version + 1} is not defined`);
}

/**
 *     Request ::= SEQUENCE {
 *         reqCert                      CertID,
 *         singleRequestExtensions  [0] EXPLICIT Extensions OPTIONAL }
 */
function readRequest(parent: DerReader, path: string): Request {
  const fields = parent.constructed(path);
  const certId = readCertId(fields, 'reqCert');
  const place = { number: 0, name: 'singleRequestExtensions' } as const;
  const extensions = readOptionalExtensions(fields, place);
  fields.finish();
  return { certId, extensions };
}

/**
 *     Signature ::= SEQUENCE {
 *         signatureAlgorithm  AlgorithmIdentifier,
 *         signature           BIT STRING,
 *         certs           [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
 *
 * Its form is checked; whether it is valid is nobody's question here.
 */
function readSignature(parent: DerReader): void {
  const wrapper = parent.constructed('optionalSignature', contextConstructed(0));
  const fields = wrapper.constructed('');
  readAlgorithmIdentifier(fields, 'signatureAlgorithm');
  readBitStringOctets(fields, 'signature');
  const certs = fields.optionalConstructed('certs', contextConstructed(0));
  if (certs !== null) {
    readSequenceOf(certs.constructed(''), maxCertificates, (list, path) => list.constructed(path));
    certs.finish();
  }
  fields.finish();
  wrapper.finish();
}
