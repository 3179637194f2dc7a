import { contextConstructed, contextPrimitive, tag } from '#pki/der/tag.ts';
import {
  type Asn1Type,
  any,
  choice,
  field,
  fields,
  holding,
  implicit,
  listOf,
  optional,
} from './asn1-type.ts';
import { crlReason } from './ocsp-extension-schema.ts';
import { algorithmIdentifier, generalName, name } from './x509-names.ts';
import { certificate, extensions, signatureValue } from './x509-schema.ts';

const version = optional(
  field(
    'version',
    contextConstructed(0),
    holding(field('version', tag.integer, { form: 'named-number', names: { 0: 'v1' } })),
  ),
);

const certId = fields(
  field('hashAlgorithm', tag.sequence, algorithmIdentifier),
  field('issuerNameHash', tag.octetString),
  field('issuerKeyHash', tag.octetString),
  field('serialNumber', tag.integer, implicit(tag.octetString)),
);

const certificates = optional(
  field('certs', contextConstructed(0), holding(field('certs', tag.sequence, listOf(certificate)))),
);

function optionalExtensions(fieldName: string, number: number) {
  const inner = field('Extensions', tag.sequence, extensions);
  return optional(field(fieldName, contextConstructed(number), holding(inner)));
}

const request = fields(
  field('reqCert', tag.sequence, certId),
  optionalExtensions('singleRequestExtensions', 0),
);

const tbsRequest = fields(
  version,
  optional(field('requestorName', contextConstructed(1), holding(field(null, [], generalName)))),
  field('requestList', tag.sequence, listOf(field('Request', tag.sequence, request))),
  optionalExtensions('requestExtensions', 2),
);

const signature = fields(
  field('signatureAlgorithm', tag.sequence, algorithmIdentifier),
  field('signature', tag.bitString, signatureValue),
  certificates,
);

/** OCSPRequest (RFC 6960 §4.1.1). */
export const ocspRequest = field(
  'OCSPRequest',
  tag.sequence,
  fields(
    field('tbsRequest', tag.sequence, tbsRequest),
    optional(
      field(
        'optionalSignature',
        contextConstructed(0),
        holding(field('Signature', tag.sequence, signature)),
      ),
    ),
  ),
);

const responderId = choice(
  field('byName', contextConstructed(1), holding(field('Name', tag.sequence, name))),
  field('byKey', contextConstructed(2), holding(field('KeyHash', tag.octetString))),
);

const revokedInfo = fields(
  field('revocationTime', tag.generalizedTime),
  optional(
    field(
      'revocationReason',
      contextConstructed(0),
      holding(field('CRLReason', tag.enumerated, crlReason)),
    ),
  ),
);

const certStatus = choice(
  field('good', contextPrimitive(0), implicit(tag.null)),
  field('revoked', contextConstructed(1), revokedInfo),
  field('unknown', contextPrimitive(2), implicit(tag.null)),
);

const singleResponse = fields(
  field('certID', tag.sequence, certId),
  field(
    'certStatus',
    [contextPrimitive(0), contextConstructed(1), contextPrimitive(2)],
    certStatus,
  ),
  field('thisUpdate', tag.generalizedTime),
  optional(
    field('nextUpdate', contextConstructed(0), holding(field('nextUpdate', tag.generalizedTime))),
  ),
  optionalExtensions('singleExtensions', 1),
);

const responseData = fields(
  version,
  field('responderID', [contextConstructed(1), contextConstructed(2)], responderId),
  field('producedAt', tag.generalizedTime),
  field('responses', tag.sequence, listOf(field('SingleResponse', tag.sequence, singleResponse))),
  optionalExtensions('responseExtensions', 1),
);

const basicOcspResponse = field(
  'BasicOCSPResponse',
  tag.sequence,
  fields(
    field('tbsResponseData', tag.sequence, responseData),
    field('signatureAlgorithm', tag.sequence, algorithmIdentifier),
    field('signature', tag.bitString, signatureValue),
    certificates,
  ),
);

const responseStatus: Asn1Type = {
  form: 'named-number',
  names: {
    0: 'successful',
    1: 'malformedRequest',
    2: 'internalError',
    3: 'tryLater',
    5: 'sigRequired',
    6: 'unauthorized',
  },
};

const responseBytes = fields(
  field('responseType', tag.objectIdentifier),
  field('response', tag.octetString, (oid) =>
    oid === '1.3.6.1.5.5.7.48.1.1' ? holding(basicOcspResponse) : any,
  ),
);

/** OCSPResponse (RFC 6960 §4.2.1). */
export const ocspResponse = field(
  'OCSPResponse',
  tag.sequence,
  fields(
    field('responseStatus', tag.enumerated, responseStatus),
    optional(
      field(
        'responseBytes',
        contextConstructed(0),
        holding(field('ResponseBytes', tag.sequence, responseBytes)),
      ),
    ),
  ),
);
