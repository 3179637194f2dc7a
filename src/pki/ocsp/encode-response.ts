import type { OcspResponseStatus } from '#shared/model/ocsp.ts';
import type { EpochMs } from '#shared/model/time.ts';
import {
  encodeBitString,
  encodeExplicit,
  encodeGeneralizedTime,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '../der/writer.ts';
import { encodeAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { AlgorithmIdentifier, Extension } from '../x509/certificate.ts';
import { encodeExtensions } from './extensions.ts';
import { ocspOid } from './object-identifiers.ts';
import { encodeResponderId } from './responder-id.ts';
import { encodeResponseStatus } from './response-status.ts';
import { encodeSingleResponse } from './single-response.ts';
import type { DecodedResponderId, SingleResponse } from './types.ts';

/** A part of a response: its value, or octets that stand in its place whatever they are. */
export type OrOctets<T> = T | Uint8Array;

/** The parts of ResponseData. */
export interface ResponseDataFields {
  /** 0 is v1 and is left out, as DER wants it. */
  readonly version: number;
  readonly responderId: OrOctets<DecodedResponderId>;
  readonly producedAt: EpochMs;
  readonly responses: readonly OrOctets<SingleResponse>[];
  readonly extensions: readonly Extension[];
}

/** ResponseData (RFC 6960 §4.2.1): the octets that a responder signs. */
export function encodeResponseData(data: ResponseDataFields): Uint8Array {
  return encodeSequence(
    ...(data.version === 0 ? [] : [encodeExplicit(0, encodeSmallInteger(data.version))]),
    octetsOr(data.responderId, encodeResponderId),
    encodeGeneralizedTime(data.producedAt),
    encodeSequence(...data.responses.map((single) => octetsOr(single, encodeSingleResponse))),
    ...(data.extensions.length === 0 ? [] : [encodeExplicit(1, encodeExtensions(data.extensions))]),
  );
}

/** The parts of BasicOCSPResponse. */
export interface BasicResponseFields {
  readonly tbsResponseData: Uint8Array;
  readonly signatureAlgorithm: OrOctets<AlgorithmIdentifier>;
  readonly signature: Uint8Array;
  /** DER of each certificate; an empty list is left out. */
  readonly certificates: readonly Uint8Array[];
}

/** BasicOCSPResponse (RFC 6960 §4.2.1). */
export function encodeBasicResponse(basic: BasicResponseFields): Uint8Array {
  const { certificates } = basic;
  return encodeSequence(
    basic.tbsResponseData,
    octetsOr(basic.signatureAlgorithm, encodeAlgorithmIdentifier),
    encodeBitString(basic.signature),
    ...(certificates.length === 0 ? [] : [encodeExplicit(0, encodeSequence(...certificates))]),
  );
}

/** OCSPResponse (RFC 6960 §4.2.1) around a response of any type. */
export function encodeOcspResponse(fields: {
  readonly responseStatus: OcspResponseStatus;
  readonly responseBytes: { readonly responseType: string; readonly response: Uint8Array } | null;
}): Uint8Array {
  const status = encodeResponseStatus(fields.responseStatus);
  if (fields.responseBytes === null) return encodeSequence(status);
  const { responseType, response } = fields.responseBytes;
  const bytes = encodeSequence(encodeObjectIdentifier(responseType), encodeOctetString(response));
  return encodeSequence(status, encodeExplicit(0, bytes));
}

/** An error response (RFC 6960 §2.3), which is not signed: `tryLater`, `unauthorized`, … */
export function encodeErrorResponse(status: Exclude<OcspResponseStatus, 'successful'>): Uint8Array {
  return encodeOcspResponse({ responseStatus: status, responseBytes: null });
}

/** The parts of a response that is still to be signed. */
export interface SignedResponseFields extends ResponseDataFields {
  readonly signatureAlgorithm: OrOctets<AlgorithmIdentifier>;
  /** Signs the encoded ResponseData with the key and algorithm that signatureAlgorithm names. */
  readonly sign: (tbsResponseData: Uint8Array) => Uint8Array;
  readonly certificates: readonly Uint8Array[];
}

/**
 * A complete successful response, signed. A responder that is to misbehave gives octets for a part, signs
 * with something else, or puts the parts together itself with the functions above.
 */
export function encodeResponse(fields: SignedResponseFields): Uint8Array {
  const tbsResponseData = encodeResponseData(fields);
  const response = encodeBasicResponse({
    tbsResponseData,
    signatureAlgorithm: fields.signatureAlgorithm,
    signature: fields.sign(tbsResponseData),
    certificates: fields.certificates,
  });
  return encodeOcspResponse({
    responseStatus: 'successful',
    responseBytes: { responseType: ocspOid.basic, response },
  });
}

function octetsOr<T>(part: OrOctets<T>, encode: (value: T) => Uint8Array): Uint8Array {
  return part instanceof Uint8Array ? part : encode(part);
}
