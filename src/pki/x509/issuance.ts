import type { Certificate } from './certificate.ts';
import { isSameName } from './name.ts';
import { type UnsupportedAlgorithm, verifySignature } from './signature.ts';

/** Whether one certificate issued another, and if not, why not. */
export type Issuance = 'issued' | 'other-name' | 'signature-invalid' | UnsupportedAlgorithm;

const known = new WeakMap<Certificate, WeakMap<Certificate, Issuance>>();

/**
 * Whether `issuer` issued `subject`: its subject name is the issuer name there, and its key verifies the
 * signature. Nothing else is judged. Worked out once per pair of certificate objects.
 */
export function examineIssuance(subject: Certificate, issuer: Certificate): Issuance {
  let ofSubject = known.get(subject);
  if (ofSubject === undefined) {
    ofSubject = new WeakMap();
    known.set(subject, ofSubject);
  }
  const earlier = ofSubject.get(issuer);
  if (earlier !== undefined) return earlier;
  const issuance = examine(subject, issuer);
  ofSubject.set(issuer, issuance);
  return issuance;
}

/** `examineIssuance`, where only a plain yes counts. */
export function isIssuedBy(subject: Certificate, issuer: Certificate): boolean {
  return examineIssuance(subject, issuer) === 'issued';
}

/** True where `examineIssuance` knows the answer already, so that asking costs no signature. */
export function isIssuanceKnown(subject: Certificate, issuer: Certificate): boolean {
  return known.get(subject)?.has(issuer) ?? false;
}

function examine(subject: Certificate, issuer: Certificate): Issuance {
  if (!isSameName(subject.issuer, issuer.subject)) return 'other-name';
  const verdict = verifySignature({
    algorithm: subject.signatureAlgorithm,
    key: issuer,
    data: subject.tbsCertificate,
    signature: subject.signature,
  });
  if (verdict === 'valid') return 'issued';
  return verdict === 'invalid' ? 'signature-invalid' : verdict;
}
