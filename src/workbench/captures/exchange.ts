import type { EpochMs } from '#shared/model/time.ts';
import type { HttpRequestRecord, HttpResponseRecord } from '#shared/model/transport.ts';

/** A question to an OCSP responder and what came back, as another program wrote it down. */
export interface CapturedExchange {
  /** Where it stands in its file: `entry 3`, `packet 12`. */
  readonly place: string;
  /** When the answer was there; when it was asked, where none came. */
  readonly at: EpochMs;
  /** DER of the OCSPRequest; null where its octets were not kept. */
  readonly request: Uint8Array | null;
  readonly asked: Pick<HttpRequestRecord, 'method' | 'url'> | null;
  /** null where the response is from a file, or none came. */
  readonly http: HttpResponseRecord | null;
  /** The octets of the answer; null where none came. */
  readonly response: Uint8Array | null;
}

/** What a capture holds: its exchanges, and in words what of it was passed over. */
export interface Capture {
  readonly exchanges: readonly CapturedExchange[];
  readonly remarks: readonly string[];
}

/** Why a file is no capture that can be read: `offset` is the octet at which reading stopped. */
export interface CaptureProblem {
  readonly message: string;
  readonly offset: number | null;
  readonly path: string | null;
}
