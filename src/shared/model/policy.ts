import type { CertIdHash } from './ocsp.ts';

/** Whether a status that could not be settled lets the client in. */
export type Fallback = 'allow' | 'block';

/**
 * Why a status could not be settled: the responder does not know the certificate; there is nobody to ask, or no
 * status came back (an OCSP error message has none); an answer came and a check of it failed.
 */
export const fallbackCauses = ['unknown', 'no-answer', 'answer-not-valid'] as const;

export type FallbackCause = (typeof fallbackCauses)[number];

/** Causes that have a fallback of their own; null follows `Policy.fallback`. */
export type FallbackByCause = Readonly<Record<FallbackCause, Fallback | null>>;

/** Every cause follows the one switch. */
export const noFallbackByCause: FallbackByCause = {
  unknown: null,
  'no-answer': null,
  'answer-not-valid': null,
};

/** What a configured responder certificate is trusted for. Without one, the issuer or its delegate has to sign. */
export type ResponderTrust =
  /** Nothing by itself: the signer may be found in it, and has to be the issuer or its delegate all the same. */
  | 'issuer-or-delegate'
  /** Its signature counts as well as that of the issuer or a delegate. */
  | 'also-this-certificate'
  /** No other signature counts. */
  | 'only-this-certificate';

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

/**
 * All of a policy that a check of an answer reads. What an answer is worth rests on these fields and no others,
 * so the key of a cached answer is made from them.
 */
export interface CheckPolicy {
  readonly nonce: 'omit' | 'send' | 'require';
  readonly skewSeconds: number;
  /** The oldest thisUpdate that is accepted; null sets no limit. */
  readonly maxAgeSeconds: number | null;
  readonly sha1Signatures: 'warn' | 'fail';
  /** RSA below 2,048 bits and elliptic curves below 224; RSA below 1,024 fails whatever is set here. */
  readonly smallKeys: 'warn' | 'fail';
  /** What can be read and is not strict DER, or not as the RFC wants it. */
  readonly encoding: 'warn' | 'fail';
  /** DER of the configured responder certificate; null trusts the issuer and its delegates alone. */
  readonly responderCertificate: Uint8Array | null;
  readonly responderTrust: ResponderTrust;
}

/** Everything that decides how one certificate is checked and what follows from its status. */
export interface Policy extends CheckPolicy {
  readonly ocsp: 'enabled' | 'not-enabled';
  /** Whether the certificate alone is asked about, or the CAs between it and the trust anchor as well. */
  readonly scope: 'leaf' | 'leaf-and-intermediates';
  /** The configured responder; null takes the OCSP URIs of the certificate's AIA. */
  readonly responderUri: string | null;
  /** `each-in-turn` asks the next URI of the AIA where one gives no valid answer. */
  readonly aiaUris: 'first-only' | 'each-in-turn';
  readonly fallback: Fallback;
  readonly fallbackByCause: FallbackByCause;
  readonly hash: CertIdHash;
  /** Octets, 1 to 128 (RFC 9654 §2.1). */
  readonly nonceLength: number;
  readonly method: 'auto' | 'get' | 'post';
  readonly connectTimeoutMs: number;
  /** For the whole exchange, from resolving the name to the last byte. */
  readonly totalTimeoutMs: number;
  readonly maxResponseBytes: number;
  readonly addressPolicy: AddressPolicy;
  readonly cache: CachePolicy;
}

/** What a new workspace starts with. */
export const defaultPolicy: Policy = {
  ocsp: 'enabled',
  scope: 'leaf',
  responderUri: null,
  aiaUris: 'first-only',
  responderCertificate: null,
  responderTrust: 'also-this-certificate',
  fallback: 'block',
  fallbackByCause: noFallbackByCause,
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
  smallKeys: 'warn',
  encoding: 'warn',
  addressPolicy: 'any',
  cache: { use: 'on', minSeconds: 1_800, maxSeconds: 3_600, hold: 'until-next-update' },
};

/** What a policy does where a status could not be settled for this cause. */
export function fallbackFor(
  { fallback, fallbackByCause }: Pick<Policy, 'fallback' | 'fallbackByCause'>,
  cause: FallbackCause,
): Fallback {
  return fallbackByCause[cause] ?? fallback;
}

/** Where the workbench may connect to at all; `offline` opens no connection, not even to loopback. */
export type NetworkMode = 'any' | 'loopback-only' | 'offline';
