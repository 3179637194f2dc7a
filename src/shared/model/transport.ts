import type { AddressPolicy, NetworkMode } from './policy.ts';
import type { DurationMs } from './time.ts';

export interface HttpHeader {
  readonly name: string;
  readonly value: string;
}

/** Milliseconds from the start of the exchange; null where the step was not reached or not needed. */
export interface HttpTimings {
  readonly lookedUp: DurationMs | null;
  readonly connected: DurationMs | null;
  readonly secured: DurationMs | null;
  readonly firstByte: DurationMs | null;
  readonly total: DurationMs;
}

/** One HTTP request as it was sent. `body` is the OCSPRequest DER in both methods. */
export interface HttpRequestRecord {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: readonly HttpHeader[];
  readonly ocspRequest: Uint8Array;
}

/** One HTTP response as it came. */
export interface HttpResponseRecord {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly HttpHeader[];
  readonly contentType: string | null;
  readonly body: Uint8Array;
  readonly remoteAddress: string | null;
  readonly timings: HttpTimings;
  /** True if this flow waited for an identical request already in flight. */
  readonly shared: boolean;
}

/** The status of a response that is from a file: how it came into it, nobody knows. */
export const statusOfFile = 0;

/** Whether the HTTP record tells how a response came, or its octets are all that there is. */
export function cameOverHttp({ status }: Pick<HttpResponseRecord, 'status'>): boolean {
  return status !== statusOfFile;
}

/** Why no usable HTTP response came. */
export type TransportError =
  | { readonly code: 'uri-invalid'; readonly uri: string; readonly detail: string }
  | { readonly code: 'uri-scheme-unsupported'; readonly uri: string; readonly scheme: string }
  | {
      readonly code: 'network-refused';
      readonly mode: NetworkMode;
      readonly host: string;
      readonly address: string | null;
    }
  | {
      readonly code: 'address-refused';
      readonly policy: AddressPolicy;
      readonly host: string;
      readonly address: string;
    }
  | { readonly code: 'name-not-resolved'; readonly host: string; readonly detail: string }
  | { readonly code: 'connection-refused'; readonly address: string; readonly port: number }
  | {
      readonly code: 'connection-failed';
      readonly address: string;
      readonly port: number;
      readonly detail: string;
    }
  | { readonly code: 'connect-timed-out'; readonly afterMs: number }
  | {
      readonly code: 'response-timed-out';
      readonly afterMs: number;
      readonly receivedBytes: number;
    }
  | {
      readonly code: 'connection-lost';
      readonly receivedBytes: number;
      readonly expectedBytes: number | null;
    }
  | { readonly code: 'tls-failed'; readonly host: string; readonly detail: string }
  | { readonly code: 'http-malformed'; readonly detail: string }
  | { readonly code: 'redirected'; readonly status: number; readonly location: string | null }
  | { readonly code: 'http-status'; readonly status: number; readonly statusText: string }
  | { readonly code: 'response-empty'; readonly contentType: string | null }
  | { readonly code: 'response-too-large'; readonly limitBytes: number }
  | { readonly code: 'proxy-failed'; readonly proxy: string; readonly detail: string }
  | { readonly code: 'cancelled' };
