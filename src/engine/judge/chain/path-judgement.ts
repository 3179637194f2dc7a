import type { Certificate } from '#pki/x509/certificate.ts';
import type { ChainFailure, ChainLink } from '#shared/model/chain.ts';
import { describeLink, describeLinkFailure, type Holding } from './link-text.ts';
import type { CertificatePath } from './path-search.ts';
import { checkCriticalExtensions } from './rules/critical-extensions.ts';
import { checkIssuerIsCa } from './rules/issuer-is-ca.ts';
import { checkNames } from './rules/names.ts';
import { checkPathLength } from './rules/path-length.ts';
import { checkPolicies } from './rules/policies.ts';
import { checkPurpose } from './rules/purpose.ts';
import { checkReadable } from './rules/readable.ts';
import type { LinkRule, PathDemand, PathLink } from './rules/rule.ts';
import { checkStrength } from './rules/strength.ts';
import { checkValidity } from './rules/validity.ts';

/** A path with each link judged, and the failure that is reported for it; null where it holds. */
export interface JudgedPath {
  readonly certificates: readonly Certificate[];
  readonly reachesAnchor: boolean;
  readonly links: readonly ChainLink[];
  readonly failure: ChainFailure | null;
}

/** The first that is broken is reported of a certificate. */
const rules: readonly LinkRule[] = [
  checkReadable,
  checkCriticalExtensions,
  checkValidity,
  checkIssuerIsCa,
  checkPathLength,
  checkPurpose,
  checkNames,
  checkStrength,
];

/**
 * Judges a path by RFC 5280 §6.1, every certificate in it, so that a person sees all that is wrong. What keeps
 * it from a trust anchor is reported first, then what comes first from the end certificate upwards.
 *
 * Deviation: a trust anchor is a certificate here and is held to what it says of itself: validity, basic
 * constraints, key usage, path length, names. Its own signature is not verified (RFC 5280 §6.1.1 (d)).
 */
export function judgePath(path: CertificatePath, demand: PathDemand): JudgedPath {
  const { certificates, deadEnd } = path;
  const last = certificates.length - 1;
  const ofPolicies = deadEnd === null ? checkPolicies(certificates) : null;
  let reported: ChainFailure | null = deadEnd;
  const links = certificates.map((certificate, depth) => {
    const isAnchor = depth === last && deadEnd === null;
    const own =
      brokenRule({ certificate, depth, path: certificates, isAnchor, demand }) ??
      (ofPolicies?.depth === depth ? ofPolicies.failure : null);
    const failure = depth === last ? (deadEnd ?? own) : own;
    reported ??= failure;
    return linkOf(
      certificate,
      failure ?? (isAnchor ? (depth === 0 ? 'itself' : 'anchor') : 'issued'),
    );
  });
  return { certificates, reachesAnchor: deadEnd === null, links, failure: reported };
}

function brokenRule(link: PathLink): ChainFailure | null {
  for (const rule of rules) {
    const failure = rule(link);
    if (failure !== null) return failure;
  }
  return null;
}

function linkOf(certificate: Certificate, found: Holding | ChainFailure): ChainLink {
  const { subjectText: subject, issuerText: issuer, fingerprint } = certificate.facts;
  return typeof found === 'string'
    ? { subject, issuer, fingerprint, outcome: 'pass', message: describeLink(certificate, found) }
    : { subject, issuer, fingerprint, outcome: 'fail', message: describeLinkFailure(found) };
}
