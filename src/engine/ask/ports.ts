import type { CacheEntrySummary, CacheMissCause, CacheStatistics } from '#shared/model/cache.ts';
import type { AddressPolicy } from '#shared/model/policy.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import type { Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type {
  HttpRequestRecord,
  HttpResponseRecord,
  TransportError,
} from '#shared/model/transport.ts';
import type { AnswerKey } from './cache/cache-key.ts';

/** One OCSP exchange over HTTP, with the limits it is to keep. */
export interface ExchangeRequest {
  readonly uri: string;
  readonly uriSource: 'configuration' | 'aia';
  readonly method: 'auto' | 'get' | 'post';
  readonly ocspRequest: Uint8Array;
  readonly connectTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxResponseBytes: number;
  readonly addressPolicy: AddressPolicy;
}

/** An exchange that did not bring a body to decode; `response` is what came before that was known. */
export interface ExchangeFailure {
  readonly error: TransportError;
  readonly response: HttpResponseRecord | null;
}

/** How the engine reaches a responder. It answers within the time limit, whatever the responder does. */
export interface Transport {
  /** The HTTP request that `exchange` will send, without sending it; fails where the URI cannot be used. */
  prepare(request: ExchangeRequest): Result<HttpRequestRecord, TransportError>;
  exchange(
    request: ExchangeRequest,
    signal: AbortSignal,
  ): Promise<Result<HttpResponseRecord, ExchangeFailure>>;
}

/** A kept answer: what it said when it was stored, and the evidence that each hit is judged on anew. */
export interface CacheEntry {
  readonly summary: CacheEntrySummary;
  /** DER of the request that brought it. */
  readonly request: Uint8Array;
  readonly response: Uint8Array;
}

/** Where validated answers are kept. An entry that has expired at `now` is not found. */
export interface ResponseCache {
  /** The entry, or why there is none to serve. */
  find(key: AnswerKey, now: EpochMs): CacheEntry | CacheMissCause;
  store(entry: CacheEntry): void;
  /** Counts a hit and its time; the entry becomes the most recently used. */
  recordHit(key: string, now: EpochMs): void;
  recordMiss(): void;
  evict(key: string): CacheEntry | null;
  clear(): readonly CacheEntry[];
  entries(): readonly CacheEntry[];
  statistics(): CacheStatistics;
}

/** The outside world as the engine sees it. */
export interface EngineDependencies {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly transport: Transport;
  readonly cache: ResponseCache;
}
