import type { Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextConstructed, tag } from '../der/tag.ts';
import { readObjectIdentifier } from '../der/values.ts';
import { readBasicResponse } from './basic-response.ts';
import { ocspOid } from './object-identifiers.ts';
import { readResponseStatus } from './response-status.ts';
import type { OcspResponse } from './types.ts';

/**
 * Decodes one OCSPResponse, down to the BasicOCSPResponse in it (RFC 6960 §4.2.1):
 *
 *     OCSPResponse ::= SEQUENCE {
 *         responseStatus      OCSPResponseStatus,
 *         responseBytes   [0] EXPLICIT ResponseBytes OPTIONAL }
 *
 * Offsets in an error count from the start of `der`, inside the wrapped response as well. Whether
 * responseBytes suit the responseStatus is left to the checks.
 */
export function decodeResponse(der: Uint8Array): Result<OcspResponse, DerError> {
  return decodeDer(der, (outer) => {
    const fields = outer.constructed('OCSPResponse');
    const responseStatus = readResponseStatus(fields, 'responseStatus');
    const wrapper = fields.optionalConstructed('', contextConstructed(0));
    const bytes = wrapper === null ? nothing : readResponseBytes(wrapper);
    wrapper?.finish();
    fields.finish();
    const { responseType, basic } = bytes;
    return { der, deviations: outer.deviations, responseStatus, responseType, basic };
  });
}

type ResponseBytes = Pick<OcspResponse, 'responseType' | 'basic'>;

const nothing: ResponseBytes = { responseType: null, basic: null };

/**
 *     ResponseBytes ::= SEQUENCE {
 *         responseType  OBJECT IDENTIFIER,
 *         response      OCTET STRING }
 */
function readResponseBytes(parent: DerReader): ResponseBytes {
  const fields = parent.constructed('responseBytes');
  const responseType = readObjectIdentifier(fields, 'responseType');
  const response = fields.element(tag.octetString, 'response');
  fields.finish();
  const isBasic = responseType === ocspOid.basic;
  return { responseType, basic: isBasic ? readBasicResponse(fields, response, 'response') : null };
}
