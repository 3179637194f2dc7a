import type { PathDemand } from '#engine/judge/chain/rules/rule.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { examineIssuance, isSelfIssued } from '#pki/x509/issuance.ts';
import type { ChainGraphLink } from '#shared/model/chain-graph.ts';
import { reasonsOfLink } from './link-reasons.ts';

/** The most certificates and links that a graph has: more cannot be looked at. */
const maxNodes = 300;
const maxLinks = 600;

/** A link before the chains that take it are known. */
export interface CandidateLink {
  readonly subject: Certificate;
  /** null where the issuer is not at hand. */
  readonly issuer: Certificate | null;
}

export interface Candidates {
  /** Certificates from the end upwards, each with the number of links to it. */
  readonly ranks: ReadonlyMap<Certificate, number>;
  readonly links: readonly CandidateLink[];
  readonly isWhole: boolean;
}

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
    if (key.ok && key.value !== null) push(byKey, hexKey(key.value), certificate);
  }
  return (subject) => {
    const { comparableIssuer, extensions } = subject.facts;
    const named = (byName.get(comparableIssuer ?? '') ?? []).filter((one) => one !== subject);
    if (named.some((one) => examineIssuance(subject, one) === 'issued')) return named;
    const wanted = extensions.authorityKeyIdentifier;
    const keyed = wanted.ok && wanted.value !== null ? byKey.get(hexKey(wanted.value)) : undefined;
    return [...new Set([...named, ...(keyed ?? []).filter((one) => one !== subject)])];
  };
}

function push(map: Map<string, Certificate[]>, key: string, certificate: Certificate): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [certificate]);
  else list.push(certificate);
}

function hexKey(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}

/** Walks upwards from the end certificates, row by row; above a trust anchor nothing is looked for. */
export function findLinks(
  ends: readonly Certificate[],
  findIssuers: FindIssuers,
  isAnchor: (certificate: Certificate) => boolean,
): Candidates {
  const ranks = new Map<Certificate, number>(ends.slice(0, maxNodes).map((end) => [end, 0]));
  const links: CandidateLink[] = [];
  let isWhole = ends.length <= maxNodes;
  for (const [subject, rank] of ranks) {
    if (isAnchor(subject)) continue;
    const issuers = findIssuers(subject);
    if (issuers.length === 0 && !isSelfIssued(subject)) links.push({ subject, issuer: null });
    for (const issuer of issuers) {
      if (links.length >= maxLinks || (ranks.size >= maxNodes && !ranks.has(issuer))) {
        isWhole = false;
        break;
      }
      links.push({ subject, issuer });
      // A Map goes on with what is added to it while it is walked.
      if (!ranks.has(issuer)) ranks.set(issuer, rank + 1);
    }
  }
  return { ranks, links, isWhole };
}

/** A link that no chain takes, judged as if nothing stood below its subject or above its issuer. */
export function judgeAlone(
  { subject, issuer }: CandidateLink & { readonly issuer: Certificate },
  demand: PathDemand,
  isAnchor: boolean,
): Pick<ChainGraphLink, 'outcome' | 'reasons'> {
  const path = [subject, issuer];
  const reasons = reasonsOfLink({ path, depth: 0, reachesAnchor: isAnchor, demand });
  return { outcome: reasons.some(({ outcome }) => outcome === 'fail') ? 'fail' : 'pass', reasons };
}
