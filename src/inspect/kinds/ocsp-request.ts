import { decodeRequest } from '#pki/ocsp/request.ts';
import type { OcspRequest } from '#pki/ocsp/types.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { ocspRequest } from '../asn1/ocsp-schema.ts';
import { requestFields } from '../fields/object-fields.ts';
import { requestFindings } from '../findings/object-findings.ts';
import type { InspectContext } from './inspected.ts';
import { inspectWith } from './recipe.ts';

/** An OCSP request (RFC 6960 §4.1). */
export function inspectOcspRequest(bytes: Uint8Array, { now }: InspectContext): InspectedObject {
  return inspectWith<OcspRequest>(bytes, {
    kind: 'ocsp-request',
    pemLabel: 'OCSP REQUEST',
    type: ocspRequest,
    decode: decodeRequest,
    fields: requestFields,
    findings: (request) => requestFindings(request, now),
    title: (request) => (request === null ? 'OCSP request, not well-formed' : titleOf(request)),
  });
}

function titleOf({ requestList }: OcspRequest): string {
  const [first] = requestList;
  if (first === undefined || requestList.length > 1) {
    return `OCSP request for ${requestList.length} certificates`;
  }
  return `OCSP request for serial number ${toReadableSerial(serialNumberToText(first.certId.serialNumber))}`;
}
