import type { CertStatus } from '../../model/ocsp.ts';
import { cameOverHttp, type HttpResponseRecord } from '../../model/transport.ts';
import { toReadableBytes } from '../../wording/count.ts';
import { toReadableDuration } from '../../wording/time.ts';
import { reading, type StepReading, text } from './step-reading.ts';

/** The responder answered over HTTP. */
export interface ResponseReceived {
  readonly type: 'response-received';
  readonly response: HttpResponseRecord;
}

/** The answer as a message; `status` is what the checks found that it says, null before. */
export function readResponseReceived(
  { response }: ResponseReceived,
  status: CertStatus | null,
): StepReading {
  const { body, timings, shared } = response;
  const isTimed = cameOverHttp(response);
  const size = toReadableBytes(body.length);
  const time = toReadableDuration(timings.total);
  return reading({
    title: 'OCSP response',
    label: status === null ? 'Response' : `Response: ${status}`,
    meta: isTimed ? `${size} · ${time}${shared ? ' · shared' : ''}` : size,
    message: { what: 'response', octets: body },
    facts: [
      text('Size', size),
      ...(isTimed ? [text('Answered in', time)] : [text('Taken from', 'a file')]),
      ...(shared ? [text('Shared', 'with an identical request in flight')] : []),
    ],
  });
}
