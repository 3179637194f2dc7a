import type { Certificate } from '#pki/x509/certificate.ts';
import { isSelfIssued } from '#pki/x509/issuance.ts';
import { anyPolicy, type PolicyMapping } from '#pki/x509/policies.ts';
import type { ChainFailure } from '#shared/model/chain.ts';

/** A failure, and the certificate at which it shows, counted from the end certificate upwards. */
export interface FailureAt {
  readonly depth: number;
  readonly failure: ChainFailure;
}

/** What path validation knows between two certificates (RFC 5280 §6.1.2). */
interface State {
  /**
   * The lowest level of the valid policy tree: each valid policy, with the policies that it is expected as below.
   * Only whether the tree is empty matters where every policy is acceptable, so its upper levels are not kept.
   */
  policies: Map<string, ReadonlySet<string>>;
  /** Certificates that may still follow before a policy is required; 0 requires one. */
  explicitPolicy: number;
  policyMapping: number;
  inhibitAnyPolicy: number;
  /** The CA that requires a policy. */
  requiredBy: string;
}

/**
 * Certificate policies by RFC 5280 §6.1.3 (d) to (f), §6.1.4 and §6.1.5, where the user accepts any policy and
 * requires none by himself: a path fails where a CA requires an explicit policy and none is valid.
 *
 * `path` goes from the end certificate up to the trust anchor, whose own policies do not count (§6.1.1).
 */
export function checkPolicies(path: readonly Certificate[]): FailureAt | null {
  const length = path.length - 1;
  if (!path.slice(0, length).some(mayFail)) return null;
  const state: State = {
    policies: new Map([[anyPolicy, new Set([anyPolicy])]]),
    explicitPolicy: length + 1,
    policyMapping: length + 1,
    inhibitAnyPolicy: length + 1,
    requiredBy: '',
  };
  for (let depth = length - 1; depth >= 0; depth--) {
    const certificate = path[depth];
    if (certificate === undefined) continue;
    const failure = enter(state, certificate, depth) ?? leave(state, certificate, depth);
    if (failure !== null) return { depth, failure };
  }
  return null;
}

/** Only what requires a policy, or maps one wrongly, can make a path fail. */
function mayFail({ facts: { extensions } }: Certificate): boolean {
  return (
    valueIn(extensions.policyConstraints) !== null || valueIn(extensions.policyMappings) !== null
  );
}

/** Processes a certificate: §6.1.3 (d) to (f). */
function enter(state: State, certificate: Certificate, depth: number): ChainFailure | null {
  state.policies = nextPolicies(state, certificate, depth);
  return missing(state, certificate);
}

function missing(state: State, certificate: Certificate): ChainFailure | null {
  if (state.explicitPolicy > 0 || state.policies.size > 0) return null;
  const { subjectText: subject } = certificate.facts;
  return { code: 'policy-missing', subject, by: state.requiredBy };
}

function nextPolicies(
  { policies, inhibitAnyPolicy }: State,
  certificate: Certificate,
  depth: number,
): Map<string, ReadonlySet<string>> {
  const next = new Map<string, ReadonlySet<string>>();
  const stated = valueIn(certificate.facts.extensions.certificatePolicies) ?? [];
  const expected = new Set([...policies.values()].flatMap((each) => [...each]));
  const isAnyValid = policies.has(anyPolicy);
  for (const policy of stated) {
    if (policy === anyPolicy) continue;
    if (isAnyValid || expected.has(policy)) next.set(policy, new Set([policy]));
  }
  const countsAny = inhibitAnyPolicy > 0 || (depth > 0 && isSelfIssued(certificate));
  if (stated.includes(anyPolicy) && countsAny) {
    for (const policy of expected) if (!next.has(policy)) next.set(policy, new Set([policy]));
  }
  return next;
}

/** Prepares for the next certificate (§6.1.4), or wraps up at the last (§6.1.5). */
function leave(state: State, certificate: Certificate, depth: number): ChainFailure | null {
  const { extensions, subjectText: subject } = certificate.facts;
  const constraints = valueIn(extensions.policyConstraints);
  const isLast = depth === 0;
  if (isLast) {
    state.explicitPolicy = Math.max(state.explicitPolicy - 1, 0);
    if (constraints?.requireExplicitPolicy === 0) lowerExplicitPolicy(state, 0, subject);
    return missing(state, certificate);
  }
  const mappings = valueIn(extensions.policyMappings) ?? [];
  if (mappings.some(({ issuer, subject: to }) => issuer === anyPolicy || to === anyPolicy)) {
    return { code: 'policy-mapping-invalid', subject };
  }
  mapPolicies(state, mappings);
  if (!isSelfIssued(certificate)) {
    state.explicitPolicy = Math.max(state.explicitPolicy - 1, 0);
    state.policyMapping = Math.max(state.policyMapping - 1, 0);
    state.inhibitAnyPolicy = Math.max(state.inhibitAnyPolicy - 1, 0);
  }
  lowerExplicitPolicy(state, constraints?.requireExplicitPolicy ?? null, subject);
  state.policyMapping = Math.min(
    state.policyMapping,
    constraints?.inhibitPolicyMapping ?? state.policyMapping,
  );
  state.inhibitAnyPolicy = Math.min(
    state.inhibitAnyPolicy,
    valueIn(extensions.inhibitAnyPolicy) ?? state.inhibitAnyPolicy,
  );
  return null;
}

function lowerExplicitPolicy(state: State, after: number | null, by: string): void {
  if (after === null || after >= state.explicitPolicy) return;
  state.explicitPolicy = after;
  state.requiredBy = by;
}

/** §6.1.4 (b): what the issuer calls one thing is expected below as another, or not at all. */
function mapPolicies(state: State, mappings: readonly PolicyMapping[]): void {
  const byIssuer = new Map<string, Set<string>>();
  for (const { issuer, subject } of mappings) {
    byIssuer.set(issuer, (byIssuer.get(issuer) ?? new Set()).add(subject));
  }
  const isAnyValid = state.policies.has(anyPolicy);
  for (const [policy, expected] of byIssuer) {
    if (state.policyMapping === 0) state.policies.delete(policy);
    else if (state.policies.has(policy) || isAnyValid) state.policies.set(policy, expected);
  }
}

/** Policies that cannot be read are none; other extensions that cannot are refused by a rule of their own. */
function valueIn<T>(decoded: { ok: true; value: T } | { ok: false }): T | null {
  return decoded.ok ? decoded.value : null;
}
