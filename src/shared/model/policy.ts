import type { CertIdHash } from './ocsp.ts';

/** Whether a status that could not be settled lets the client in. */
export type Fallback = 'allow' | 'block';

/** Which resolved addresses a URI that comes from a certificate may lead to. */
export type AddressPolicy = 'any' | 'public-only' | 'loopback-only';

/** How long a validated answer is kept. Whole seconds; `minSeconds` ≤ `maxSeconds`. */
export interface CachePolicy {
  readonly use: 'on' | 'off';
  readonly minSeconds: number;
  readonly maxSeconds: number;
  /** `past-next-update` keeps an entry for `minSeconds` even where nextUpdate comes earlier. */
  readonly hold: 'until-next-update' | 'past-next-update';
}

/** Everything that decides how one certificate is checked and what follows from its status. */
export interface Policy {
  readonly ocsp: 'enabled' | 'not-enabled';
  /** The configured responder; null takes the first OCSP URI of the certificate's AIA. */
  readonly responderUri: string | null;
  /** DER of the configured responder certificate; null accepts the issuer or a delegate. */
  readonly responderCertificate: Uint8Array | null;
  readonly fallback: Fallback;
  readonly hash: CertIdHash;
  readonly nonce: 'omit' | 'send' | 'require';
  /** Octets, 1 to 128 (RFC 9654 §2.1). */
  readonly nonceLength: number;
  readonly method: 'auto' | 'get' | 'post';
  readonly connectTimeoutMs: number;
  /** For the whole exchange, from resolving the name to the last byte. */
  readonly totalTimeoutMs: number;
  readonly maxResponseBytes: number;
  readonly skewSeconds: number;
  /** The oldest thisUpdate that is accepted; null sets no limit. */
  readonly maxAgeSeconds: number | null;
  readonly sha1Signatures: 'warn' | 'fail';
  readonly addressPolicy: AddressPolicy;
  readonly cache: CachePolicy;
}

/** What a new workspace starts with. */
export const defaultPolicy: Policy = {
  ocsp: 'enabled',
  responderUri: null,
  responderCertificate: null,
  fallback: 'block',
  hash: 'sha1',
  nonce: 'omit',
  nonceLength: 32,
  method: 'auto',
  connectTimeoutMs: 3_000,
  totalTimeoutMs: 10_000,
  maxResponseBytes: 65_536,
  skewSeconds: 300,
  maxAgeSeconds: null,
  sha1Signatures: 'warn',
  addressPolicy: 'any',
  cache: { use: 'on', minSeconds: 1_800, maxSeconds: 3_600, hold: 'until-next-update' },
};

/** Where the workbench may connect to at all; `offline` opens no connection, not even to loopback. */
export type NetworkMode = 'any' | 'loopback-only' | 'offline';
