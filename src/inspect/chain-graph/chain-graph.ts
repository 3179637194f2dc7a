import type { JudgedPath } from '#engine/judge/chain/path-judgement.ts';
import type { PathDemand } from '#engine/judge/chain/rules/rule.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { isSelfIssued } from '#pki/x509/issuance.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { Purpose } from '#shared/model/chain.ts';
import type {
  ChainGraph,
  ChainGraphLink,
  ChainNode,
  ChainStep,
  GraphChain,
  TrustStore,
} from '#shared/model/chain-graph.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { issuerIndex } from '../issuer-index.ts';
import { allChains, endCertificates } from './all-chains.ts';
import { type CandidateLink, findLinks, judgeAlone } from './build-links.ts';
import { missingReason, reasonsOfCertificate, reasonsOfLink } from './link-reasons.ts';

/** What a graph is built from. */
export interface GraphQuestion {
  /** All that is loaded. */
  readonly certificates: readonly Certificate[];
  /** Whose chains are asked about; without any, every certificate that issued no other one. */
  readonly ends: readonly Certificate[];
  readonly trust: readonly {
    readonly store: TrustStore;
    readonly certificates: readonly Certificate[];
  }[];
  readonly at: EpochMs;
  readonly purpose: Purpose;
}

/** The most chains of all end certificates together. */
const maxChains = 200;

/** Every chain that can be built, as a graph: pure, and bounded in size and in the signatures that are verified. */
export function chainGraph(question: GraphQuestion): ChainGraph {
  const { at, purpose } = question;
  const world = worldOf(question);
  const { ranks, links, isWhole } = findLinks(world.ends, world.findIssuers, world.isAnchor);
  const judged = world.ends.flatMap((end) =>
    allChains({
      certificate: end,
      loaded: world.certificates,
      trustAnchors: world.anchors,
      at,
      purpose,
    }).map((path) => ({ end, path })),
  );
  const chains = judged
    .slice(0, maxChains)
    .map(({ end, path }) => chainOf(end, path, world.demand));
  const best = bestReasons(chains);
  const graphLinks = links.map((link) => linkOf(link, best, world));
  return {
    at,
    purpose,
    nodes: [
      ...[...ranks].map(([certificate, rank]) => nodeOf(certificate, rank, world)),
      ...missingNodes(links, ranks),
    ],
    links: graphLinks,
    chains,
    leftOut:
      isWhole && judged.length <= maxChains
        ? null
        : 'There is more than can be drawn: some certificates, links or chains are left out.',
  };
}

interface World {
  readonly certificates: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  readonly ends: readonly Certificate[];
  readonly findIssuers: (subject: Certificate) => readonly Certificate[];
  readonly isAnchor: (certificate: Certificate) => boolean;
  readonly trustedIn: (certificate: Certificate) => readonly TrustStore[];
  readonly isEnd: (certificate: Certificate) => boolean;
  readonly demand: PathDemand;
}

/** One object for each certificate, however often and wherever it is given: they are told apart by reference. */
function worldOf({ certificates, ends, trust, at, purpose }: GraphQuestion): World {
  const byFingerprint = new Map<string, Certificate>();
  const one = (certificate: Certificate): Certificate => {
    const known = byFingerprint.get(certificate.facts.fingerprint);
    if (known !== undefined) return known;
    byFingerprint.set(certificate.facts.fingerprint, certificate);
    return certificate;
  };
  const loaded = [...new Set(certificates.map(one))];
  const stores = trust.map((given) => ({
    store: given.store,
    all: new Set(given.certificates.map(one)),
  }));
  const anchors = [...new Set(stores.flatMap(({ all }) => [...all]))];
  const asked = ends.length > 0 ? ends.map(one) : endCertificates(loaded);
  const isAnchor = (certificate: Certificate) => stores.some(({ all }) => all.has(certificate));
  const chosen = asked.length > 0 ? [...new Set(asked)] : loaded;
  return {
    certificates: loaded,
    anchors,
    ends: chosen,
    findIssuers: issuerIndex([...new Set([...anchors, ...loaded])]),
    isAnchor,
    trustedIn: (certificate) =>
      stores.flatMap(({ store, all }) => (all.has(certificate) ? [store] : [])),
    isEnd: (certificate) => chosen.includes(certificate),
    demand: { at, purpose },
  };
}

function idOf({ facts }: Certificate): string {
  return facts.fingerprint;
}

function missingId(subject: Certificate): string {
  return `missing:${subject.facts.issuerText}`;
}

function linkId(subject: string, issuer: string): string {
  return `${subject}>${issuer}`;
}

function nodeOf(certificate: Certificate, rank: number, world: World): ChainNode {
  const summary = summarizeCertificate(certificate);
  const isEnd = world.isEnd(certificate);
  return {
    id: idOf(certificate),
    role: isEnd ? 'end' : isSelfIssued(certificate) ? 'root' : 'intermediate',
    label: summary.label,
    summary,
    trustedIn: world.trustedIn(certificate),
    rank,
    reasons: reasonsOfCertificate(certificate, world.demand, isEnd ? 'end' : 'above'),
  };
}

function missingNodes(
  links: readonly CandidateLink[],
  ranks: ReadonlyMap<Certificate, number>,
): readonly ChainNode[] {
  const nodes = new Map<string, ChainNode>();
  for (const { subject, issuer } of links) {
    if (issuer !== null || nodes.has(missingId(subject))) continue;
    nodes.set(missingId(subject), {
      id: missingId(subject),
      role: 'missing',
      label: subject.facts.issuerText,
      summary: null,
      trustedIn: [],
      rank: (ranks.get(subject) ?? 0) + 1,
      reasons: [],
    });
  }
  return [...nodes.values()];
}

function linkOf(
  link: CandidateLink,
  best: ReadonlyMap<string, ChainStep['reasons']>,
  world: World,
): ChainGraphLink {
  const { subject, issuer } = link;
  const from = idOf(subject);
  const to = issuer === null ? missingId(subject) : idOf(issuer);
  const ends = { id: linkId(from, to), subject: from, issuer: to };
  if (issuer === null) return { ...ends, outcome: 'fail', reasons: [missingReason(subject)] };
  const reasons = best.get(ends.id);
  if (reasons !== undefined) return { ...ends, outcome: outcomeOf(reasons), reasons };
  return { ...ends, ...judgeAlone({ subject, issuer }, world.demand, world.isAnchor(issuer)) };
}

function outcomeOf(reasons: ChainStep['reasons']): 'pass' | 'fail' {
  return failuresIn(reasons) > 0 ? 'fail' : 'pass';
}

function failuresIn(reasons: ChainStep['reasons']): number {
  return reasons.filter(({ outcome }) => outcome === 'fail').length;
}

function chainOf(end: Certificate, path: JudgedPath, demand: PathDemand): GraphChain {
  const { certificates, reachesAnchor, links, failure } = path;
  const steps = links.map(
    (link, depth): ChainStep => ({
      certificate: link.fingerprint,
      outcome: link.outcome,
      message: link.message,
      reasons: reasonsOfLink({ path: certificates, depth, reachesAnchor, demand }),
    }),
  );
  return { end: idOf(end), holds: failure === null, reachesAnchor, failure, steps };
}

/** Of each link that chains take the reasons with the fewest failures. */
function bestReasons(chains: readonly GraphChain[]): ReadonlyMap<string, ChainStep['reasons']> {
  const best = new Map<string, ChainStep['reasons']>();
  for (const { steps } of chains) {
    for (const [at, { certificate, reasons }] of steps.entries()) {
      const above = steps[at + 1];
      if (above === undefined) continue;
      const id = linkId(certificate, above.certificate);
      const known = best.get(id);
      if (known === undefined || failuresIn(reasons) < failuresIn(known)) best.set(id, reasons);
    }
  }
  return best;
}
