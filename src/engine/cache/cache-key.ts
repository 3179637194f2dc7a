import { createHash } from 'node:crypto';
import type { Policy } from '#shared/model/policy.ts';
import type { OwnCertId } from '../ocsp/types.ts';

/** The question that a cached answer answers. */
export interface CacheQuestion {
  readonly certId: OwnCertId;
  readonly responderUri: string;
  readonly policy: Policy;
}

/**
 * The key of an answer: everything that it rests on. That is whom it is about (CertID with its hash), who
 * was asked, the configured responder certificate, and the policy of the checks that it passed. The cache
 * bounds belong to it too: an answer kept under longer bounds is not served once they are shortened.
 * Limits of the exchange are left out, since they decide whether an answer comes and not what it is worth.
 */
export function cacheKey({ certId, responderUri, policy }: CacheQuestion): string {
  const { nonce, skewSeconds, maxAgeSeconds, sha1Signatures, cache, responderCertificate } = policy;
  const checks = `${nonce},${skewSeconds},${maxAgeSeconds ?? '-'},${sha1Signatures}`;
  const bounds = `${cache.minSeconds},${cache.maxSeconds},${cache.hold}`;
  const signer = responderCertificate === null ? '-' : digestOf(responderCertificate);
  const subject = `${hex(certId.issuerNameHash)}.${hex(certId.issuerKeyHash)}.${hex(certId.serialNumber)}`;
  // The URI comes last: whatever it contains, it cannot pass for another field.
  return `${certId.hash} ${subject} ${checks} ${bounds} ${signer} ${responderUri}`;
}

/** The certificate of a policy stays the same array from request to request. */
const digests = new WeakMap<Uint8Array, string>();

function digestOf(der: Uint8Array): string {
  const known = digests.get(der);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(der).digest('hex');
  digests.set(der, digest);
  return digest;
}

function hex({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('hex');
}
