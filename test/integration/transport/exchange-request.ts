import type { ExchangeRequest } from '#engine/ask/ports.ts';

/** Octets that stand for an OCSP request or response where only their transport matters. */
export const requestBytes = new Uint8Array([0x30, 0x03, 0x0a, 0x01, 0xff]);
export const responseBytes = new Uint8Array([0x30, 0x03, 0x0a, 0x01, 0x06]);

/** An exchange with generous limits, to a URI that the user configured. */
export function exchangeTo(uri: string, changes: Partial<ExchangeRequest> = {}): ExchangeRequest {
  return {
    uri,
    uriSource: 'configuration',
    method: 'post',
    ocspRequest: requestBytes,
    connectTimeoutMs: 5_000,
    totalTimeoutMs: 10_000,
    maxResponseBytes: 65_536,
    addressPolicy: 'any',
    ...changes,
  };
}
