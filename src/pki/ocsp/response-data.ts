import { writtenOutV1 } from '../der/deviation.ts';
import type { DerElement, DerReader } from '../der/reader.ts';
import { contextConstructed } from '../der/tag.ts';
import { readGeneralizedTime, readSmallInteger } from '../der/values.ts';
import { readOptionalExtensions } from '../x509/extension-list.ts';
import { maxSingles } from './limits.ts';
import { readNonce } from './nonce.ts';
import { ocspOid } from './object-identifiers.ts';
import { readResponderId } from './responder-id.ts';
import { readSequenceOf } from './sequence-of.ts';
import { readSingleResponse } from './single-response.ts';
import type { BasicOcspResponse } from './types.ts';

/** What ResponseData holds. */
export type ResponseData = Pick<
  BasicOcspResponse,
  'version' | 'responderId' | 'producedAt' | 'responses' | 'extensions' | 'nonce'
>;

/**
 * ResponseData (RFC 6960 §4.2.1):
 *
 *     ResponseData ::= SEQUENCE {
 *         version             [0] EXPLICIT Version DEFAULT v1,
 *         responderID             ResponderID,
 *         producedAt              GeneralizedTime,
 *         responses               SEQUENCE OF SingleResponse,
 *         responseExtensions  [1] EXPLICIT Extensions OPTIONAL }
 */
export function readResponseData(
  parent: DerReader,
  element: DerElement,
  name: string,
): ResponseData {
  const fields = parent.inside(element, name);
  const version = readVersion(fields);
  const responderId = readResponderId(fields, 'responderID');
  const producedAt = readGeneralizedTime(fields, 'producedAt');
  const responses = readSequenceOf(fields.constructed('responses'), maxSingles, readSingleResponse);
  let nonce: Uint8Array | null = null;
  const place = { number: 1, name: 'responseExtensions' } as const;
  const extensions = readOptionalExtensions(fields, place, (oid, value) => {
    if (oid === ocspOid.nonce) nonce = readNonce(value);
  });
  fields.finish();
  return { version, responderId, producedAt, responses, extensions, nonce };
}

/**
 *     Version ::= INTEGER { v1(0) }
 *
 * A later version is decoded and left to the check of it.
 */
function readVersion(fields: DerReader): number {
  const at = fields.position;
  const wrapper = fields.optionalConstructed('version', contextConstructed(0));
  if (wrapper === null) return 0;
  const version = readSmallInteger(wrapper, '');
  wrapper.finish();
  if (version === 0) fields.deviate(writtenOutV1(at));
  return version;
}
