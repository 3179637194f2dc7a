import { type JudgedPath, judgePath } from '#engine/judge/chain/path-judgement.ts';
import { searchPaths } from '#engine/judge/chain/path-search.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { isIssuedBy, isSelfIssued } from '#pki/x509/issuance.ts';
import type { Purpose } from '#shared/model/chain.ts';
import type { EpochMs } from '#shared/model/time.ts';

/** What chains are built from and judged by. */
export interface ChainsQuestion {
  readonly certificate: Certificate;
  /** All that is loaded; the certificate itself may be among them. */
  readonly loaded: readonly Certificate[];
  readonly trustAnchors: readonly Certificate[];
  readonly at: EpochMs;
  readonly purpose: Purpose;
}

/** The most chains that are told: cross-signed CAs have a handful. */
const maxChains = 64;

/**
 * Every chain from a certificate upwards, those that hold first, each link with the reason why it holds or
 * fails (RFC 5280 §6.1, by the rules that the engine judges by). Loops and dead ends are chains that say so.
 */
export function allChains(question: ChainsQuestion): readonly JudgedPath[] {
  const { certificate, loaded, trustAnchors, at, purpose } = question;
  const chains: JudgedPath[] = [];
  const intermediates = loaded.filter((one) => one !== certificate);
  searchPaths({ certificate, intermediates, trustAnchors, at }, (path) => {
    chains.push(judgePath(path, { at, purpose }));
    return chains.length < maxChains ? 'go-on' : 'stop';
  });
  return chains.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ failure, reachesAnchor }: JudgedPath): number {
  if (failure === null) return 0;
  return reachesAnchor ? 1 : 2;
}

/** The most certificates of one name that are tried as issued by another. */
const maxTried = 64;

/** The certificates that issued no other one at hand: what chains are asked of. */
export function endCertificates(certificates: readonly Certificate[]): readonly Certificate[] {
  const byIssuer = new Map<string, Certificate[]>();
  for (const certificate of certificates) {
    const name = certificate.facts.comparableIssuer ?? '';
    byIssuer.set(name, [...(byIssuer.get(name) ?? []), certificate].slice(0, maxTried));
  }
  return certificates.filter((candidate) => {
    const below = byIssuer.get(candidate.facts.comparableSubject ?? '') ?? [];
    return below.every((other) => other === candidate || !isIssuedBy(other, candidate));
  });
}

function isCa({ facts }: Certificate): boolean {
  const { basicConstraints } = facts.extensions;
  return basicConstraints.ok && basicConstraints.value?.isCa === true;
}

/** The self-issued CA certificates at hand, which stand for trust anchors where none is given. */
export function rootsAmong(certificates: readonly Certificate[]): readonly Certificate[] {
  return certificates.filter((one) => isSelfIssued(one) && isCa(one));
}
