import { createHash } from 'node:crypto';
import type { OwnCertId } from '#pki/ocsp/types.ts';
import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { fingerprintOf } from '#pki/x509/summary.ts';
import type { CheckPolicy, Policy } from '#shared/model/policy.ts';

/** The question that a cached answer answers. */
export interface CacheQuestion {
  readonly certificate: Certificate;
  readonly certId: OwnCertId;
  readonly responderUri: string;
  readonly policy: Policy;
}

/** The key of an answer, and the part of it that says whom it is about and who gave it, whatever the policy. */
export interface AnswerKey {
  readonly key: string;
  readonly subject: string;
}

/**
 * The key of an answer: everything that it rests on. That is the policy of the checks that it passed, whom it
 * is about (the certificate, and the CertID with its hash), and who was asked. The cache bounds belong to it
 * too: an answer kept under longer bounds is not served once they are shortened. Limits of the exchange are
 * left out, since they decide whether an answer comes and not what it is worth.
 */
export function answerKeyOf({
  certificate,
  certId,
  responderUri,
  policy,
}: CacheQuestion): AnswerKey {
  const issuer = `${hexOfIssuer(certId.issuerNameHash)}.${hexOfIssuer(certId.issuerKeyHash)}`;
  const serialNumber = hexOf(certId.serialNumber);
  // The URI comes last: whatever it contains, it cannot pass for another field.
  const subject = `${fingerprintOf(certificate)} ${certId.hash} ${issuer}.${serialNumber} ${responderUri}`;
  return { key: `${textOfPolicy(policy)}${subjectMark}${subject}`, subject };
}

const subjectMark = ' about ';

/** The part of a key that says whom the answer is about, and who gave it. */
export function subjectOf(key: string): string {
  return key.slice(key.indexOf(subjectMark) + subjectMark.length);
}

/** Remembers what was made of an object for as long as the object lives. */
function remembering<K extends object>(make: (key: K) => string): (key: K) => string {
  const known = new WeakMap<K, string>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** The hashes of an issuer and the policy are the same objects from request to request. */
const hexOfIssuer = remembering(hexOf);
const textOfPolicy = remembering((policy: Policy) => {
  const { minSeconds, maxSeconds, hold } = policy.cache;
  return `${textOfCheckPolicy(policy)} ${minSeconds},${maxSeconds},${hold}`;
});

/** Every field that a check reads, as the key has it: a field that is not here does not compile. */
const checkPolicyTexts: Readonly<Record<keyof CheckPolicy, (policy: CheckPolicy) => unknown>> = {
  nonce: (policy) => policy.nonce,
  skewSeconds: (policy) => policy.skewSeconds,
  maxAgeSeconds: (policy) => policy.maxAgeSeconds ?? '-',
  sha1Signatures: (policy) => policy.sha1Signatures,
  smallKeys: (policy) => policy.smallKeys,
  encoding: (policy) => policy.encoding,
  responderTrust: (policy) => policy.responderTrust,
  responderCertificate: ({ responderCertificate: der }) => (der === null ? '-' : digestOf(der)),
};

function textOfCheckPolicy(policy: CheckPolicy): string {
  return Object.values(checkPolicyTexts)
    .map((textOf) => textOf(policy))
    .join(',');
}

function digestOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}
