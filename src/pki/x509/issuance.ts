import { isSameOctets } from '../octets.ts';
import type { Certificate } from './certificate.ts';
import {
  type SignatureInput,
  type SignatureResult,
  type UnreadableKey,
  type UnsupportedAlgorithm,
  verifySignature,
  verifySignatureAside,
} from './signature.ts';

/** Whether one certificate issued another, and if not, why not. */
export type Issuance =
  | 'issued'
  | 'other-name'
  | 'signature-invalid'
  | UnsupportedAlgorithm
  | UnreadableKey;

const known = new WeakMap<Certificate, WeakMap<Certificate, Issuance>>();

/**
 * Whether `issuer` issued `subject`: its subject name is the issuer name there, and its key verifies the
 * signature. Nothing else is judged. Worked out once per pair of certificate objects.
 */
export function examineIssuance(subject: Certificate, issuer: Certificate): Issuance {
  const earlier = known.get(subject)?.get(issuer);
  if (earlier !== undefined) return earlier;
  const issuance = examine(subject, issuer);
  remember(subject, issuer, issuance);
  return issuance;
}

/** The same beside the main thread; `examineIssuance` knows the answer from then on. */
export async function examineIssuanceAside(
  subject: Certificate,
  issuer: Certificate,
): Promise<Issuance> {
  const earlier = known.get(subject)?.get(issuer);
  if (earlier !== undefined) return earlier;
  const issuance = isIssuerName(subject, issuer)
    ? issuanceOf(await verifySignatureAside(signatureOn(subject, issuer)))
    : 'other-name';
  remember(subject, issuer, issuance);
  return issuance;
}

function remember(subject: Certificate, issuer: Certificate, issuance: Issuance): void {
  const ofSubject = known.get(subject) ?? new WeakMap<Certificate, Issuance>();
  ofSubject.set(issuer, issuance);
  known.set(subject, ofSubject);
}

/** `examineIssuance`, where only a plain yes counts. */
export function isIssuedBy(subject: Certificate, issuer: Certificate): boolean {
  return examineIssuance(subject, issuer) === 'issued';
}

/** Whether the issuer name of `subject` is the subject name of `issuer` (RFC 5280 §6.1.3 (a) (4)). */
export function isIssuerName(subject: Certificate, issuer: Certificate): boolean {
  if (isSameOctets(subject.issuer, issuer.subject)) return true;
  const comparable = subject.facts.comparableIssuer;
  return comparable !== null && comparable === issuer.facts.comparableSubject;
}

/** Whether a certificate names itself as its issuer (RFC 5280 §6.1). */
export function isSelfIssued(certificate: Certificate): boolean {
  return isIssuerName(certificate, certificate);
}

/** Whether two certificates are of the same CA: the same name and the same key. */
export function isSameCa(a: Certificate, b: Certificate): boolean {
  if (a === b) return true;
  return isSameOctets(a.subjectPublicKeyInfo, b.subjectPublicKeyInfo) && hasSameSubject(a, b);
}

/** Whether two certificates have the same subject (RFC 5280 §7.1). */
export function hasSameSubject(a: Certificate, b: Certificate): boolean {
  if (isSameOctets(a.subject, b.subject)) return true;
  const comparable = a.facts.comparableSubject;
  return comparable !== null && comparable === b.facts.comparableSubject;
}

/** True where `examineIssuance` knows the answer already, so that asking costs no signature. */
export function isIssuanceKnown(subject: Certificate, issuer: Certificate): boolean {
  return known.get(subject)?.has(issuer) ?? false;
}

function examine(subject: Certificate, issuer: Certificate): Issuance {
  if (!isIssuerName(subject, issuer)) return 'other-name';
  return issuanceOf(verifySignature(signatureOn(subject, issuer)));
}

function signatureOn(subject: Certificate, issuer: Certificate): SignatureInput {
  return {
    algorithm: subject.signatureAlgorithm,
    key: issuer,
    data: subject.tbsCertificate,
    signature: subject.signature,
  };
}

function issuanceOf(verdict: SignatureResult): Issuance {
  if (verdict === 'valid') return 'issued';
  return verdict === 'invalid' ? 'signature-invalid' : verdict;
}
