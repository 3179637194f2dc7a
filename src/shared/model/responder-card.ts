import type { CertStatus, OcspResponseStatus } from './ocsp.ts';
import type { DurationMs, EpochMs } from './time.ts';
import type { HttpHeader } from './transport.ts';

/** One question that is going to be sent, as it is said beforehand. */
export interface PlannedQuestion {
  readonly id: string;
  readonly method: 'get' | 'post';
  readonly what: string;
  /** DER of the request, or what is sent in its place. */
  readonly body: Uint8Array;
  /** Octets of its nonce; null where it has none. */
  readonly nonce: Uint8Array | null;
  /** Lower-case hex of the serial numbers that it asks about, in order. */
  readonly serialNumbers: readonly string[];
}

/** One question with what came of it. */
export interface CardExchange {
  readonly number: number;
  readonly question: PlannedQuestion;
  readonly at: EpochMs;
  /** Why no HTTP answer came; null where one came. */
  readonly failure: string | null;
  readonly httpStatus: number | null;
  readonly headers: readonly HttpHeader[];
  readonly body: Uint8Array;
  readonly durationMs: DurationMs;
  /** null where the body is no OCSP response. */
  readonly responseStatus: OcspResponseStatus | null;
  /** What was said, by serial number in the order of the answer; empty where nothing was. */
  readonly statuses: readonly { readonly serialNumber: string; readonly status: CertStatus }[];
}

/** How much a line matters: `fault` breaks a clause that has to be kept. */
export type Seriousness = 'fine' | 'note' | 'warning' | 'fault';

/** One thing that a responder can do, or cannot. */
export interface CardLine {
  readonly id: string;
  readonly title: string;
  readonly finding: string;
  readonly clause: string;
  readonly seriousness: Seriousness;
  /** Numbers of the exchanges that show it. */
  readonly shownBy: readonly number[];
}

/** What a responder can do, with every exchange that shows it. */
export interface ResponderCard {
  readonly schema: 'revoscope-responder-card';
  readonly version: 1;
  readonly uri: string;
  readonly at: EpochMs;
  readonly lines: readonly CardLine[];
  readonly exchanges: readonly CardExchange[];
}
