import type { Certificate } from '#pki/x509/certificate.ts';
import {
  decodeAuthorityKeyIdentifier,
  decodeExtension,
  decodeSubjectKeyIdentifier,
} from '#pki/x509/extensions.ts';
import { examineIssuance, isIssuanceKnown } from '#pki/x509/issuance.ts';
import { isSameName, nameToText } from '#pki/x509/name.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import type { EpochMs } from '#shared/model/time.ts';

/** The most certificates in a path, the first and the trust anchor included. */
const maxDepth = 10;
/** The most signatures that one search verifies, and the most certificates that it visits. */
const maxSignatures = 64;
const maxVisits = 256;

/** Certificates that each issued the one before, from the one in question upwards. */
export interface CertificatePath {
  readonly certificates: readonly Certificate[];
  /** null where the last one is a trust anchor; else why the path goes no further. */
  readonly deadEnd: ChainFailure | null;
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

function extend(path: readonly Certificate[], search: Search): 'stop' | 'go-on' {
  const last = path[path.length - 1];
  if (last === undefined || search.visitsLeft === 0) return 'go-on';
  search.visitsLeft -= 1;
  if (isAmong(last, search.material.trustAnchors)) {
    return search.visit({ certificates: path, deadEnd: null });
  }
  const failures: ChainFailure[] = [];
  let issuers = 0;
  for (const issuer of issuersByName(last, path, search.material)) {
    const failure = path.length < maxDepth ? tryIssuer(last, issuer, search) : tooDeep(path);
    if (failure !== null) {
      failures.push(failure);
      continue;
    }
    issuers += 1;
    if (extend([...path, issuer], search) === 'stop') return 'stop';
  }
  if (issuers > 0) return 'go-on';
  return search.visit({ certificates: path, deadEnd: worstOf(failures) ?? noIssuer(path) });
}

/** null where `issuer` did issue `subject`. */
function tryIssuer(subject: Certificate, issuer: Certificate, search: Search): ChainFailure | null {
  if (!isIssuanceKnown(subject, issuer)) {
    if (search.signaturesLeft === 0) return signatureInvalid(subject, issuer);
    search.signaturesLeft -= 1;
  }
  const issuance = examineIssuance(subject, issuer);
  if (issuance === 'issued') return null;
  if (typeof issuance === 'string') return signatureInvalid(subject, issuer);
  const { algorithm } = issuance;
  return { code: 'unsupported-algorithm', subject: nameToText(subject.subject), algorithm };
}

/** A missing algorithm before a signature that does not verify: the latter may be another key's. */
function worstOf(failures: readonly ChainFailure[]): ChainFailure | null {
  return failures.find(({ code }) => code === 'unsupported-algorithm') ?? failures[0] ?? null;
}

function signatureInvalid(subject: Certificate, issuer: Certificate): ChainFailure {
  const [of, by] = [nameToText(subject.subject), nameToText(issuer.subject)];
  return { code: 'signature-invalid', subject: of, issuer: by };
}

function tooDeep(path: readonly Certificate[]): ChainFailure {
  const subject = nameToText(path[path.length - 1]?.subject ?? new Uint8Array(0));
  return { code: 'path-too-long', subject, pathLen: maxDepth - 2 };
}

/** The end of the path is a root that is not trusted, or its issuer is not at hand. */
function noIssuer(path: readonly Certificate[]): ChainFailure {
  const last = path[path.length - 1];
  const below = path[path.length - 2] ?? last;
  if (last === undefined || below === undefined) return { code: 'no-certificate' };
  const issuer = nameToText(last.issuer);
  return isSameName(last.subject, last.issuer)
    ? { code: 'issuer-not-trusted', subject: nameToText(below.subject), issuer }
    : { code: 'issuer-not-found', subject: nameToText(last.subject), issuer };
}

/** Every certificate with the issuer's name that is not in the path yet, the most promising first. */
function issuersByName(
  subject: Certificate,
  path: readonly Certificate[],
  { intermediates, trustAnchors, at }: PathMaterial,
): readonly Certificate[] {
  const anchors = trustAnchors.filter((anchor) => isSameName(subject.issuer, anchor.subject));
  const others = intermediates.filter(
    (candidate) =>
      isSameName(subject.issuer, candidate.subject) &&
      !isAmong(candidate, anchors) &&
      !path.some((earlier) => isSameCa(earlier, candidate)),
  );
  return [...inOrder(anchors, subject, at), ...inOrder(others, subject, at)];
}

/** The same name and key again would be a loop. */
function isSameCa(a: Certificate, b: Certificate): boolean {
  return (
    isSameBytes(a.subjectPublicKeyInfo, b.subjectPublicKeyInfo) && isSameName(a.subject, b.subject)
  );
}

function inOrder(
  issuers: readonly Certificate[],
  subject: Certificate,
  at: EpochMs,
): readonly Certificate[] {
  if (issuers.length < 2) return issuers;
  const wanted = authorityKeyOf(subject);
  const rank = (issuer: Certificate) => {
    const key = wanted === null ? null : subjectKeyOf(issuer);
    const hasKey = wanted !== null && key !== null && isSameBytes(wanted, key);
    return (hasKey ? 2 : 0) + (issuer.notBefore <= at && at <= issuer.notAfter ? 1 : 0);
  };
  return issuers
    .map((issuer) => ({ issuer, rank: rank(issuer) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ issuer }) => issuer);
}

function authorityKeyOf(certificate: Certificate): Uint8Array | null {
  const oid = extensionOid.authorityKeyIdentifier;
  const key = decodeExtension(certificate, oid, decodeAuthorityKeyIdentifier);
  return key.ok ? key.value : null;
}

function subjectKeyOf(certificate: Certificate): Uint8Array | null {
  const oid = extensionOid.subjectKeyIdentifier;
  const key = decodeExtension(certificate, oid, decodeSubjectKeyIdentifier);
  return key.ok ? key.value : null;
}

function isAmong(certificate: Certificate, others: readonly Certificate[]): boolean {
  return others.some((other) => other === certificate || isSameBytes(other.der, certificate.der));
}

function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
