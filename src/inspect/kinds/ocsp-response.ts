import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspResponse } from '#pki/ocsp/types.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { ocspResponse } from '../asn1/ocsp-schema.ts';
import { responseFields } from '../fields/object-fields.ts';
import { responseFindings } from '../findings/object-findings.ts';
import type { InspectContext } from './inspected.ts';
import { inspectWith } from './recipe.ts';

/** An OCSP response (RFC 6960 §4.2). */
export function inspectOcspResponse(bytes: Uint8Array, { now }: InspectContext): InspectedObject {
  return inspectWith<OcspResponse>(bytes, {
    kind: 'ocsp-response',
    pemLabel: 'OCSP RESPONSE',
    type: ocspResponse,
    decode: decodeResponse,
    fields: responseFields,
    findings: (response) => responseFindings(response, now),
    title: (response) => (response === null ? 'OCSP response, not well-formed' : titleOf(response)),
  });
}

function titleOf({ responseStatus, basic }: OcspResponse): string {
  if (responseStatus !== 'successful') return `OCSP response: ${responseStatus}`;
  const singles = basic?.responses ?? [];
  const [first] = singles;
  if (first === undefined) return 'OCSP response without an answer';
  if (singles.length > 1) return `OCSP response for ${singles.length} certificates`;
  const serial = toReadableSerial(serialNumberToText(first.certId.serialNumber));
  return `OCSP response: ${first.certStatus.status} for serial number ${serial}`;
}
