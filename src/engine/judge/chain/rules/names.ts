import type { Certificate } from '#pki/x509/certificate.ts';
import type { GeneralName } from '#pki/x509/general-name.ts';
import { isSelfIssued } from '#pki/x509/issuance.ts';
import type { NameConstraints } from '#pki/x509/name-constraints.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import { constrainedNames, describeName } from '../constrained-names.ts';
import { matchName } from '../name-match.ts';
import type { PathLink } from './rule.ts';

/** The most comparisons that one CA may ask for below it. */
const maxComparisons = 65_536;

/**
 * nameConstraints (RFC 5280 §6.1.3 (b) and (c)): the names of a certificate lie within a permitted subtree of
 * their form and in no excluded one, of each CA above it. A self-issued CA is passed over. As OpenSSL does,
 * constraints that stand in the trust anchor count as well.
 */
export function checkNames({ certificate, depth, path }: PathLink): ChainFailure | null {
  if (depth > 0 && isSelfIssued(certificate)) return null;
  for (const ca of path.slice(depth + 1)) {
    const constraints = ca.facts.extensions.nameConstraints;
    if (!constraints.ok || constraints.value === null) continue;
    const failure = checkAgainst(constraints.value, { certificate, depth, ca });
    if (failure !== null) return failure;
  }
  return null;
}

interface Constrained {
  readonly certificate: Certificate;
  readonly depth: number;
  readonly ca: Certificate;
}

function checkAgainst(
  { permitted, excluded }: NameConstraints,
  { certificate, depth, ca }: Constrained,
): ChainFailure | null {
  const subject = certificate.facts.subjectText;
  const { names, unreadable } = constrainedNames(certificate, depth);
  if (unreadable !== null) {
    return { code: 'certificate-unreadable', detail: `${subject}: ${unreadable}` };
  }
  if (names.length * (permitted.length + excluded.length) > maxComparisons) {
    const detail = `${subject}: too many names and constraints of ${ca.facts.subjectText} to compare`;
    return { code: 'certificate-unreadable', detail };
  }
  for (const name of names) {
    const rule = brokenRule(name, { permitted, excluded });
    if (rule !== null) {
      const by = ca.facts.subjectText;
      return { code: 'name-not-allowed', subject, by, name: describeName(name), rule };
    }
  }
  return null;
}

function brokenRule(
  name: GeneralName,
  { permitted, excluded }: NameConstraints,
): (ChainFailure & { code: 'name-not-allowed' })['rule'] | null {
  const isOfForm = ({ form }: GeneralName) => form === name.form;
  const allowed = permitted.filter(isOfForm).map((base) => matchName(name, base));
  const denied = excluded.filter(isOfForm).map((base) => matchName(name, base));
  if (allowed.includes('cannot-compare') || denied.includes('cannot-compare')) {
    return 'cannot-be-compared';
  }
  if (denied.includes('within')) return 'excluded';
  return allowed.length > 0 && !allowed.includes('within') ? 'not-permitted' : null;
}
