import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { examineIssuance } from '#pki/x509/issuance.ts';
import { verificationCost } from '#pki/x509/signature-algorithm.ts';

/** Finds the certificates that a certificate may have been issued by. */
export type FindIssuers = (subject: Certificate) => readonly Certificate[];

/**
 * The most certificates of one name, or of one key identifier, that are tried: an input that is full of CAs of one
 * name costs no more. The issuer that a key identifier points at is tried first, and found among any number.
 */
const maxTried = 64;

/** Looks issuers up by name, and by key identifier where no name leads to one that signed. */
export function issuerIndex(certificates: readonly Certificate[]): FindIssuers {
  const byName = new Map<string, Certificate[]>();
  const byKey = new Map<string, Certificate[]>();
  for (const certificate of certificates) {
    const { comparableSubject, extensions } = certificate.facts;
    if (comparableSubject !== null) push(byName, comparableSubject, certificate);
    const key = extensions.subjectKeyIdentifier;
    if (key.ok && key.value !== null) push(byKey, hexOf(key.value), certificate);
  }
  return (subject) => {
    const { comparableIssuer, extensions } = subject.facts;
    const wanted = extensions.authorityKeyIdentifier;
    const pointed = wanted.ok && wanted.value !== null ? byKey.get(hexOf(wanted.value)) : undefined;
    const keyed = (pointed ?? []).filter((one) => one !== subject);
    const isNamed = (one: Certificate) => one.facts.comparableSubject === comparableIssuer;
    const sameName = (byName.get(comparableIssuer ?? '') ?? []).filter((one) => one !== subject);
    const all = [...new Set([...keyed.filter(isNamed), ...sameName])];
    const named = all.slice(0, maxTried / verificationCost(subject.signatureAlgorithm));
    if (named.some((one) => examineIssuance(subject, one) === 'issued')) return named;
    return [...new Set([...named, ...keyed])];
  };
}

function push(map: Map<string, Certificate[]>, key: string, certificate: Certificate): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [certificate]);
  else if (list.length < maxTried) list.push(certificate);
}
