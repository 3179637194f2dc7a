import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { examineIssuance } from '#pki/x509/issuance.ts';

/** Finds the certificates that a certificate may have been issued by. */
export type FindIssuers = (subject: Certificate) => readonly Certificate[];

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
    const named = (byName.get(comparableIssuer ?? '') ?? []).filter((one) => one !== subject);
    if (named.some((one) => examineIssuance(subject, one) === 'issued')) return named;
    const wanted = extensions.authorityKeyIdentifier;
    const keyed = wanted.ok && wanted.value !== null ? byKey.get(hexOf(wanted.value)) : undefined;
    return [...new Set([...named, ...(keyed ?? []).filter((one) => one !== subject)])];
  };
}

function push(map: Map<string, Certificate[]>, key: string, certificate: Certificate): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [certificate]);
  else list.push(certificate);
}
