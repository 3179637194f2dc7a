import type { Certificate } from '#pki/x509/certificate.ts';
import { nameToText } from '#pki/x509/name.ts';
import { keyPurposeOid, nameKeyPurpose } from '#pki/x509/oid.ts';
import { fingerprintOf } from '#pki/x509/summary.ts';
import type { ChainFailure, ChainLink } from '#shared/model/chain.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { describeLink, describeLinkFailure, type Holding } from './link-text.ts';
import { type PathFacts, pathFactsOf } from './path-facts.ts';
import type { CertificatePath } from './path-search.ts';

/** What a path must be good for. */
export interface PathDemand {
  readonly at: EpochMs;
  readonly purpose: 'client-auth' | 'any';
}

/** A path with each link judged, and the failure that is reported for it; null where it holds. */
export interface JudgedPath {
  readonly certificates: readonly Certificate[];
  readonly reachesAnchor: boolean;
  readonly links: readonly ChainLink[];
  readonly failure: ChainFailure | null;
}

/**
 * Judges a path by RFC 5280 §6.1 (validity, CA, keyCertSign, path length, critical extensions, purpose),
 * every certificate in it, so that a person sees all that is wrong. What keeps it from a trust anchor is
 * reported first, then what comes first from the end certificate upwards.
 *
 * Deviation: a trust anchor is a certificate here and is held to what it says of itself: validity, basic
 * constraints, key usage, path length. Its own signature is not verified (RFC 5280 §6.1.1 (d)).
 */
export function judgePath(path: CertificatePath, demand: PathDemand): JudgedPath {
  const { certificates, deadEnd } = path;
  const last = certificates.length - 1;
  let reported: ChainFailure | null = deadEnd;
  const links = certificates.map((certificate, depth) => {
    const isAnchor = depth === last && deadEnd === null;
    const own = failureOf(certificates, depth, { ...demand, isAnchor });
    const failure = depth === last ? (deadEnd ?? own) : own;
    reported ??= failure;
    return linkOf(
      certificate,
      failure ?? (isAnchor ? (depth === 0 ? 'itself' : 'anchor') : 'issued'),
    );
  });
  return { certificates, reachesAnchor: deadEnd === null, links, failure: reported };
}

const passing: Readonly<Record<Holding, WeakMap<Certificate, ChainLink>>> = {
  issued: new WeakMap<Certificate, ChainLink>(),
  anchor: new WeakMap<Certificate, ChainLink>(),
  itself: new WeakMap<Certificate, ChainLink>(),
};

/** A link that holds says the same each time, so it is put into words once per certificate. */
function linkOf(certificate: Certificate, found: Holding | ChainFailure): ChainLink {
  if (typeof found !== 'string') return createLink(certificate, 'fail', describeLinkFailure(found));
  const known = passing[found].get(certificate);
  if (known !== undefined) return known;
  const link = createLink(certificate, 'pass', describeLink(certificate, found));
  passing[found].set(certificate, link);
  return link;
}

function createLink(
  certificate: Certificate,
  outcome: 'pass' | 'fail',
  message: string,
): ChainLink {
  return {
    subject: nameToText(certificate.subject),
    issuer: nameToText(certificate.issuer),
    fingerprint: fingerprintOf(certificate),
    outcome,
    message,
  };
}

interface LinkDemand extends PathDemand {
  readonly isAnchor: boolean;
}

function failureOf(
  certificates: readonly Certificate[],
  depth: number,
  demand: LinkDemand,
): ChainFailure | null {
  const certificate = certificates[depth];
  if (certificate === undefined) return null;
  const facts = pathFactsOf(certificate);
  return (
    unreadable(certificate, facts) ??
    unknownCritical(certificate, facts) ??
    outsideValidity(certificate, demand.at) ??
    (depth === 0 ? null : unfitIssuer(certificate, facts, demand)) ??
    tooLong(certificates, depth, facts) ??
    (demand.purpose === 'any' ? null : wrongPurpose(certificate, facts, depth))
  );
}

function unreadable(certificate: Certificate, facts: PathFacts): ChainFailure | null {
  if (facts.unreadable === null) return null;
  const detail = `${nameToText(certificate.subject)}: ${facts.unreadable}`;
  return { code: 'certificate-unreadable', detail };
}

/** RFC 5280 §4.2: a critical extension that is not processed makes the certificate unusable. */
function unknownCritical(certificate: Certificate, facts: PathFacts): ChainFailure | null {
  const oid = facts.unknownCritical;
  if (oid === null) return null;
  return { code: 'critical-extension', subject: nameToText(certificate.subject), oid };
}

/** RFC 5280 §4.1.2.5: both ends belong to the validity period. */
function outsideValidity(certificate: Certificate, at: EpochMs): ChainFailure | null {
  const { notBefore, notAfter } = certificate;
  // notAfter names a whole second, the last of its validity.
  if (at >= notAfter + 1_000) {
    return { code: 'certificate-expired', subject: nameToText(certificate.subject), notAfter, at };
  }
  if (at >= notBefore) return null;
  const subject = nameToText(certificate.subject);
  return { code: 'certificate-not-yet-valid', subject, notBefore, at };
}

/**
 * RFC 5280 §6.1.4 (k) and (n). A trust anchor of version 1 or 2 has no way to say that it is a CA: being
 * trusted says it.
 */
function unfitIssuer(
  certificate: Certificate,
  facts: PathFacts,
  { isAnchor }: LinkDemand,
): ChainFailure | null {
  const isOldAnchor = isAnchor && certificate.version !== 3;
  if (!isOldAnchor && facts.basicConstraints?.isCa !== true) {
    return { code: 'issuer-not-a-ca', subject: nameToText(certificate.subject) };
  }
  if (facts.keyUsage !== null && !facts.keyUsage.has('keyCertSign')) {
    return { code: 'issuer-may-not-sign', subject: nameToText(certificate.subject) };
  }
  return null;
}

/** pathLenConstraint (RFC 5280 §4.2.1.9): CAs between this one and the end certificate, self-issued ones not counted. */
function tooLong(
  certificates: readonly Certificate[],
  depth: number,
  facts: PathFacts,
): ChainFailure | null {
  const pathLen = facts.basicConstraints?.pathLen ?? null;
  const certificate = certificates[depth];
  if (pathLen === null || certificate === undefined || depth < 2) return null;
  const between = certificates.slice(1, depth);
  const counted = between.filter((below) => !pathFactsOf(below).isSelfIssued).length;
  if (counted <= pathLen) return null;
  return { code: 'path-too-long', subject: nameToText(certificate.subject), pathLen };
}

/**
 * RFC 5280 §4.2.1.12 and §4.2.1.3. As TLS libraries do, a CA with extendedKeyUsage is taken to issue for
 * these purposes alone.
 */
function wrongPurpose(
  certificate: Certificate,
  facts: PathFacts,
  depth: number,
): ChainFailure | null {
  const purposes = facts.extendedKeyUsage;
  const isMeant =
    purposes === null ||
    purposes.includes(keyPurposeOid.clientAuth) ||
    purposes.includes(keyPurposeOid.any);
  const usage = facts.keyUsage;
  const mayProve =
    depth > 0 || usage === null || usage.has('digitalSignature') || usage.has('keyAgreement');
  if (isMeant && mayProve) return null;
  const extendedKeyUsage = (purposes ?? []).map(nameKeyPurpose);
  return { code: 'wrong-purpose', subject: nameToText(certificate.subject), extendedKeyUsage };
}
