import type { CertIdSummary } from '../../model/ocsp.ts';
import type { HttpRequestRecord } from '../../model/transport.ts';
import { toReadableBytes } from '../../wording/count.ts';
import { toReadableSerial, toShortSerial } from '../../wording/serial.ts';
import { mono, optional, reading, type StepReading, text } from './step-reading.ts';

/** The responder was asked. */
export interface RequestSent {
  readonly type: 'request-sent';
  readonly request: HttpRequestRecord;
  readonly certId: CertIdSummary;
  readonly nonce: string | null;
}

/** What was asked, and how. */
export function readRequestSent({ request, certId, nonce }: RequestSent): StepReading {
  const size = toReadableBytes(request.ocspRequest.length);
  return reading({
    title: 'OCSP request',
    label: `Request, serial ${toShortSerial(certId.serialNumber)}${nonce === null ? '' : ', nonce'}`,
    meta: `${request.method} ${size}`,
    message: { what: 'request', octets: request.ocspRequest },
    facts: [
      mono('Sent to', request.url),
      text('Method', `${request.method}, ${size}`),
      mono('Serial number', toReadableSerial(certId.serialNumber)),
      text('CertID', `hashed with ${certId.hashAlgorithm}`),
      ...optional(mono, 'Nonce', nonce),
    ],
  });
}
