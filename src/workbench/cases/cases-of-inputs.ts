import { loadOcspRequest, loadOcspResponse } from '#inspect/load-objects.ts';
import type { Case } from '#shared/case/case.ts';
import type { CaseOrigin } from '#shared/flow/steps/case-opened.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { CapturedExchange, CaptureProblem } from '../captures/exchange.ts';
import { readHarCapture } from '../captures/har-exchanges.ts';
import { readPacketCapture } from '../captures/packet-exchanges.ts';
import type { Input } from '../objects/open-inputs.ts';
import { casesOfExchange, type JudgedWith } from './case-of-exchange.ts';

/** Cases that were made of what other programs wrote down. */
export interface CapturedCases {
  readonly origin: Exclude<CaseOrigin, 'case'>;
  readonly cases: readonly Case[];
  /** What was passed over, and why. */
  readonly remarks: readonly string[];
}

/** More exchanges of one file are not opened: nobody looks through them. */
const mostExchanges = 10_000;

/** Makes a case of each exchange in a HAR file or a packet capture. */
export function casesOfCapture(
  kind: 'har' | 'packet-capture',
  { bytes }: Input,
  by: JudgedWith,
): Result<CapturedCases, CaptureProblem> {
  const capture = kind === 'har' ? readHarCapture(bytes) : readPacketCapture(bytes);
  if (!capture.ok) return capture;
  const { exchanges, remarks } = capture.value;
  const judged = exchanges.slice(0, mostExchanges).map((one) => casesOfExchange(one, by));
  const left = exchanges.length - judged.length;
  return ok({
    origin: kind,
    cases: judged.flatMap(({ cases }) => cases),
    remarks: [
      ...remarks,
      ...judged.flatMap((one) => one.remarks),
      ...(left === 0 ? [] : [`${left} more exchanges were not looked at.`]),
    ],
  });
}

/** Makes cases of a saved request and the response to it, judged as of `at`. */
export function casesOfMessages(
  inputs: readonly Input[],
  by: JudgedWith & { readonly at: number },
): Result<CapturedCases, CaptureProblem> {
  let request: Uint8Array | null = null;
  let response: Uint8Array | null = null;
  for (const { name, bytes } of inputs) {
    const asked = loadOcspRequest(bytes);
    const answered = loadOcspResponse(bytes);
    if (asked.ok && request === null) request = asked.value.der;
    else if (answered.ok && response === null) response = answered.value;
    else return err(problem(`${name} is not the one OCSP request or the one OCSP response.`));
  }
  if (response === null) return err(problem('There is no OCSP response among the files.'));
  const exchange: CapturedExchange = {
    place: 'the files',
    at: by.at,
    request,
    asked: null,
    http: null,
    response,
  };
  return ok({ origin: 'messages', ...casesOfExchange(exchange, by) });
}

function problem(message: string): CaptureProblem {
  return { message, offset: null, path: null };
}
