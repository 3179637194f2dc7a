import { mono, reading, type StepReading, text } from './step-reading.ts';

/** Where strict decoding stopped: octet offset in the message and the path of the field. */
export interface DecodeErrorSummary {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
  readonly path: string;
}

/** What came is not a well-formed OCSP response. */
export interface ResponseRejected {
  readonly type: 'response-rejected';
  readonly error: DecodeErrorSummary;
}

/** Where reading stopped, and why. */
export function readResponseRejected({ error }: ResponseRejected): StepReading {
  const path = error.path === '' ? 'OCSPResponse' : error.path;
  return reading({
    label: 'Response cannot be read',
    detail: `${path}, byte ${error.offset}: ${error.message}`,
    tone: 'indeterminate',
    facts: [
      text('Problem', error.message),
      mono('Field', path),
      mono('Offset', String(error.offset)),
    ],
  });
}
