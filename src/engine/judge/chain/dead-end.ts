import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { type Issuance, isSelfIssued } from '#pki/x509/issuance.ts';
import type { DeadEnd } from '#shared/model/chain.ts';

/** Why a certificate with the name of the issuer did not issue `subject`; null where it did. */
export function notIssued(
  subject: Certificate,
  candidate: Certificate,
  issuance: Issuance,
): DeadEnd | null {
  const of = subject.facts.subjectText;
  const issuer = candidate.facts.subjectText;
  if (issuance === 'issued') return null;
  if (issuance === 'other-name' || issuance === 'signature-invalid') {
    const isSameKey = compareKeyIdentifiers(subject, candidate) === 'same';
    return { code: isSameKey ? 'signature-invalid' : 'issuer-mismatch', subject: of, issuer };
  }
  return issuance.code === 'key-unreadable'
    ? { code: 'issuer-key-unreadable', subject: of, issuer, detail: issuance.detail }
    : { code: 'unsupported-algorithm', subject: of, algorithm: issuance.algorithm };
}

/**
 * Whether a certificate names the key of another as its issuer's, by authorityKeyIdentifier and
 * subjectKeyIdentifier (RFC 5280 §4.2.1.1): hints that help to find an issuer, and prove nothing.
 */
export function compareKeyIdentifiers(
  subject: Certificate,
  issuer: Certificate,
): 'same' | 'different' | 'unknown' {
  const wanted = subject.facts.extensions.authorityKeyIdentifier;
  const own = issuer.facts.extensions.subjectKeyIdentifier;
  if (!wanted.ok || !own.ok || wanted.value === null || own.value === null) return 'unknown';
  return isSameOctets(wanted.value, own.value) ? 'same' : 'different';
}

/** What tells most stands first: a signature that does not verify may be another key's. */
const telling: readonly DeadEnd['code'][] = [
  'unsupported-algorithm',
  'issuer-key-unreadable',
  'signature-invalid',
  'too-many-issuers',
  'path-too-deep',
];

/** The failure to report of those that each issuer gave; null where there was none. */
export function mostTelling(failures: readonly DeadEnd[]): DeadEnd | null {
  const [first = null, ...others] = failures;
  return others.reduce((best, next) => (rankOf(next) < rankOf(best) ? next : best), first);
}

function rankOf(failure: DeadEnd | null): number {
  const rank = failure === null ? -1 : telling.indexOf(failure.code);
  return rank === -1 ? telling.length : rank;
}

/** The issuer is in the path already: CAs that issued each other. */
export function loop({ facts }: Certificate): DeadEnd {
  return { code: 'issuer-loop', subject: facts.subjectText, issuer: facts.issuerText };
}

/** The end of the path is a root that is not trusted, or its issuer is not at hand. */
export function noIssuer(path: readonly Certificate[]): DeadEnd {
  const last = path[path.length - 1];
  const below = path[path.length - 2] ?? last;
  if (last === undefined || below === undefined) return { code: 'no-certificate' };
  const issuer = last.facts.issuerText;
  return isSelfIssued(last)
    ? { code: 'issuer-not-trusted', subject: below.facts.subjectText, issuer }
    : { code: 'issuer-not-found', subject: last.facts.subjectText, issuer };
}
