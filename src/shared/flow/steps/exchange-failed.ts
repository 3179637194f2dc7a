import type { HttpResponseRecord, TransportError } from '../../model/transport.ts';
import type { StatusReason } from '../../model/verdict.ts';
import { toReadableBytes } from '../../wording/count.ts';
import { capitalised } from '../../wording/sentence.ts';
import { describeTransportError } from '../../wording/transport.ts';
import { mono, optional, reading, type StepReading, text } from './step-reading.ts';

/** No usable answer came. */
export interface ExchangeFailed {
  readonly type: 'exchange-failed';
  readonly error: TransportError;
  /** What came before the failure was known (an HTTP 500 with its body, say). */
  readonly response: HttpResponseRecord | null;
}

/** What went wrong on the way; `reason` is the flow's, which may be this failure. */
export function readExchangeFailed(
  { error, response }: ExchangeFailed,
  reason: StatusReason | null,
): StepReading {
  const isReason = reason !== null && reason.code === error.code;
  const body = response?.body ?? new Uint8Array();
  return reading({
    label: capitalised(describeTransportError(error).short),
    meta: response === null ? null : toReadableBytes(body.length),
    tone: 'indeterminate',
    message: body.length === 0 ? null : { what: 'body', octets: body },
    facts: [
      ...(isReason ? [text('What happened', reason.message)] : []),
      mono('Code', error.code),
      ...(isReason ? optional(text, 'Remedy', reason.remedy) : []),
    ],
  });
}
