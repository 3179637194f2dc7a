import type { Certificate } from '#pki/x509/certificate.ts';
import { isIssuedBy, isIssuerName } from '#pki/x509/issuance.ts';
import type { ChainEvaluation } from '#shared/model/chain.ts';
import { type JudgedPath, judgePath } from './path-judgement.ts';
import { type PathMaterial, searchPaths } from './path-search.ts';
import type { PathDemand } from './rules/rule.ts';

/** A certificate, what may lead from it to a trust anchor, and what the path must be good for. */
export interface ChainQuestion extends PathMaterial, PathDemand {}

/** Whether a certificate leads to a trust anchor, and by which path. */
export interface ChainAnswer {
  readonly evaluation: ChainEvaluation;
  /** The certificate that issued the one in question, trusted or not; itself where it is a trusted root. */
  readonly issuer: Certificate | null;
  /** From the certificate in question upwards, as far as the best path goes. */
  readonly path: readonly Certificate[];
}

/**
 * Looks for a path from a certificate to one of the trust anchors that holds at `at`. An anchor need not
 * be a root, and may be the certificate itself. Where several paths are possible (a CA that was renewed
 * or cross-signed), one that holds is enough; where none holds, the one that comes furthest is reported.
 */
export function evaluateChain(question: ChainQuestion): ChainAnswer {
  let best: JudgedPath | null = null;
  searchPaths(question, (path) => {
    const judged = judgePath(path, question);
    if (best === null || isBetter(judged, best)) best = judged;
    return judged.failure === null ? 'stop' : 'go-on';
  });
  return answer(question, best);
}

/** The first of the candidates that issued the certificate, by name and signature; null if none did. */
export function findIssuer(
  certificate: Certificate,
  candidates: readonly Certificate[],
): Certificate | null {
  return candidates.find((candidate) => isIssuedBy(certificate, candidate)) ?? null;
}

/** One that holds, then one that reaches an anchor, then the longer one; the earlier one of equals. */
function isBetter(a: JudgedPath, b: JudgedPath): boolean {
  if (a.failure === null || b.failure === null) return a.failure === null;
  if (a.reachesAnchor !== b.reachesAnchor) return a.reachesAnchor;
  return !a.reachesAnchor && a.certificates.length > b.certificates.length;
}

/** The most certificates that are tried as the issuer of a trust anchor. */
const maxTried = 8;

/** A trust anchor needs no issuer, but OCSP does: itself where it is a root, else whichever is at hand. */
function issuerOfAnchor({ certificate, intermediates, trustAnchors }: ChainQuestion) {
  const byName = [certificate, ...trustAnchors, ...intermediates].filter((candidate) =>
    isIssuerName(certificate, candidate),
  );
  return findIssuer(certificate, byName.slice(0, maxTried));
}

function answer(question: ChainQuestion, judged: JudgedPath | null): ChainAnswer {
  // A search always visits at least the path that is the certificate alone.
  if (judged === null) throw new Error('the search for a path visited none');
  const { certificates, links, failure } = judged;
  return {
    evaluation:
      failure === null ? { outcome: 'trusted', links } : { outcome: 'not-trusted', links, failure },
    issuer: certificates[1] ?? (judged.reachesAnchor ? issuerOfAnchor(question) : null),
    path: certificates,
  };
}
