import type { DerElement, DerReader } from '../der/reader.ts';
import { contextConstructed, tag } from '../der/tag.ts';
import { readBitStringOctets } from '../der/values.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { maxCertificates } from './limits.ts';
import { readResponseData } from './response-data.ts';
import { readSequenceOf } from './sequence-of.ts';
import type { BasicOcspResponse } from './types.ts';

/**
 * BasicOCSPResponse (RFC 6960 §4.2.1), which fills the OCTET STRING `wrapper`:
 *
 *     BasicOCSPResponse ::= SEQUENCE {
 *         tbsResponseData      ResponseData,
 *         signatureAlgorithm   AlgorithmIdentifier,
 *         signature            BIT STRING,
 *         certs            [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
 */
export function readBasicResponse(
  parent: DerReader,
  wrapper: DerElement,
  name: string,
): BasicOcspResponse {
  const contents = parent.inside(wrapper, name);
  const fields = contents.constructed('');
  const element = fields.element(tag.sequence, 'tbsResponseData');
  const data = readResponseData(fields, element, 'tbsResponseData');
  const signatureAlgorithm = readAlgorithmIdentifier(fields, 'signatureAlgorithm');
  const signature = readBitStringOctets(fields, 'signature');
  const certificates = readCertificates(fields);
  fields.finish();
  contents.finish();
  return {
    tbsResponseData: fields.raw(element),
    version: data.version,
    responderId: data.responderId,
    producedAt: data.producedAt,
    responses: data.responses,
    extensions: data.extensions,
    nonce: data.nonce,
    signatureAlgorithm,
    signature,
    certificates,
  };
}

function readCertificates(fields: DerReader): readonly Uint8Array[] {
  const wrapper = fields.optionalConstructed('', contextConstructed(0));
  if (wrapper === null) return [];
  const certificates = readSequenceOf(wrapper.constructed('certs'), maxCertificates, (list, path) =>
    list.raw(list.element(tag.sequence, path)),
  );
  wrapper.finish();
  return certificates;
}
