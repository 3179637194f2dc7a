import type { PathDemand } from '#engine/judge/chain/rules/rule.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { isSelfIssued } from '#pki/x509/issuance.ts';
import type { ChainGraphLink } from '#shared/model/chain-graph.ts';
import type { FindIssuers } from '../issuer-index.ts';
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
