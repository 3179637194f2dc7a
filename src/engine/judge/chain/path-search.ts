import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import {
  examineIssuance,
  isIssuanceKnown,
  isIssuerName,
  isSameCa,
  isSelfIssued,
} from '#pki/x509/issuance.ts';
import { verificationCost } from '#pki/x509/signature-algorithm.ts';
import type { DeadEnd } from '#shared/model/chain.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { compareKeyIdentifiers, loop, mostTelling, noIssuer, notIssued } from './dead-end.ts';

/** The most certificates in a path, the first and the trust anchor included. */
const maxDepth = 10;
/** The most signatures that one search verifies, and the most certificates that it visits. */
const maxSignatures = 64;
const maxVisits = 256;

/** Certificates that each issued the one before, from the one in question upwards. */
export interface CertificatePath {
  readonly certificates: readonly Certificate[];
  /** null where the last one is a trust anchor; else why the path goes no further. */
  readonly deadEnd: DeadEnd | null;
}

/** What paths are built from. `at` only decides which of several issuers is tried first. */
export interface PathMaterial {
  readonly certificate: Certificate;
  readonly intermediates: readonly Certificate[];
  readonly trustAnchors: readonly Certificate[];
  readonly at: EpochMs;
}

/**
 * Visits the paths from a certificate, by names and signatures alone, most promising first, until `visit`
 * says `stop`. A path ends at the first trust anchor, or where no issuer is found. Material that is made
 * to have very many paths, or very many false issuers of one name, is given up on.
 */
export function searchPaths(
  material: PathMaterial,
  visit: (path: CertificatePath) => 'stop' | 'go-on',
): void {
  const search: Search = { material, visit, signaturesLeft: maxSignatures, visitsLeft: maxVisits };
  extend([material.certificate], search);
}

interface Search {
  readonly material: PathMaterial;
  readonly visit: (path: CertificatePath) => 'stop' | 'go-on';
  signaturesLeft: number;
  visitsLeft: number;
}

function tooManyIssuers({ facts }: Certificate): DeadEnd {
  const { subjectText: subject, issuerText: issuer } = facts;
  return { code: 'too-many-issuers', subject, issuer, limit: maxSignatures };
}

function tooDeep({ facts }: Certificate): DeadEnd {
  return { code: 'path-too-deep', subject: facts.subjectText, limit: maxDepth };
}

function extend(path: readonly Certificate[], search: Search): 'stop' | 'go-on' {
  const last = path[path.length - 1];
  if (last === undefined || search.visitsLeft === 0) return 'go-on';
  search.visitsLeft -= 1;
  if (isAmong(last, search.material.trustAnchors)) {
    return search.visit({ certificates: path, deadEnd: null });
  }
  const failures: DeadEnd[] = [];
  let issuers = 0;
  const { candidates, isLoop } = issuersByName(last, path, search.material);
  for (const issuer of candidates) {
    const failure = path.length < maxDepth ? tryIssuer(last, issuer, search) : tooDeep(last);
    if (failure !== null) {
      failures.push(failure);
      continue;
    }
    issuers += 1;
    if (extend([...path, issuer], search) === 'stop') return 'stop';
  }
  if (issuers > 0) return 'go-on';
  const deadEnd = mostTelling(failures) ?? (isLoop ? loop(last) : noIssuer(path));
  return search.visit({ certificates: path, deadEnd });
}

/** null where `issuer` did issue `subject`. */
function tryIssuer(subject: Certificate, issuer: Certificate, search: Search): DeadEnd | null {
  if (!isIssuanceKnown(subject, issuer)) {
    if (search.signaturesLeft <= 0) return tooManyIssuers(subject);
    search.signaturesLeft -= verificationCost(subject.signatureAlgorithm);
  }
  return notIssued(subject, issuer, examineIssuance(subject, issuer));
}

/** Every certificate with the issuer's name that is not in the path yet, the most promising first. */
function issuersByName(
  subject: Certificate,
  path: readonly Certificate[],
  { intermediates, trustAnchors, at }: PathMaterial,
): { readonly candidates: readonly Certificate[]; readonly isLoop: boolean } {
  const anchors = trustAnchors.filter((anchor) => isIssuerName(subject, anchor));
  const others = intermediates.filter(
    (candidate) => isIssuerName(subject, candidate) && !isAmong(candidate, anchors),
  );
  // The same name and key again would be a loop.
  const fresh = others.filter((candidate) => !path.some((earlier) => isSameCa(earlier, candidate)));
  return {
    candidates: [...inOrder(anchors, subject, at), ...inOrder(fresh, subject, at)],
    isLoop: fresh.length < others.length && !isSelfIssued(subject),
  };
}

function inOrder(
  issuers: readonly Certificate[],
  subject: Certificate,
  at: EpochMs,
): readonly Certificate[] {
  if (issuers.length < 2) return issuers;
  const rank = (issuer: Certificate) => {
    const hasKey = compareKeyIdentifiers(subject, issuer) === 'same';
    return (hasKey ? 2 : 0) + (issuer.notBefore <= at && at <= issuer.notAfter ? 1 : 0);
  };
  return issuers
    .map((issuer) => ({ issuer, rank: rank(issuer) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ issuer }) => issuer);
}

function isAmong(certificate: Certificate, others: readonly Certificate[]): boolean {
  return others.some((other) => isSameOctets(other.der, certificate.der));
}
