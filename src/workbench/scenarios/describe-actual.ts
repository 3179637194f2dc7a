import type { FlowOutcome } from '#shared/flow/flow.ts';
import type { Expectation, ScenarioDifference } from '#shared/model/scenario.ts';

/** What one authentication came to, as far as scenarios judge it. */
export interface Actual {
  readonly outcome: FlowOutcome;
  readonly requests: number;
}

/** Everything in which an authentication differs from what was expected; empty where nothing does. */
export function findDifferences(
  expected: Expectation,
  { outcome, requests }: Actual,
): readonly ScenarioDifference[] {
  const { decision, status, reason, fromCache } = outcome;
  // Another program decides by reasons of its own: whom it lets in is what can be compared.
  const isOthers = decision.decidedBy === 'another-program';
  const compared: readonly (readonly [string, unknown, unknown])[] = [
    ['decision', expected.decision, decision.outcome],
    ['decided by', isOthers ? undefined : expected.decidedBy, decision.decidedBy],
    ['status', expected.status, status],
    ['reason', isOthers ? undefined : expected.reason, reason?.code ?? null],
    ['from the cache', expected.fromCache, fromCache],
    ['requests to the responder', expected.requests, requests],
  ];
  return compared
    .filter(([, wanted, got]) => wanted !== undefined && wanted !== got)
    .map(([field, wanted, got]) => ({ field, expected: inWords(wanted), actual: inWords(got) }));
}

/** "admitted: status good, from the cache" */
export function describeExpectation(expected: Expectation): string {
  return sentence(expected.decision, {
    decidedBy: expected.decidedBy,
    status: expected.status,
    reason: expected.reason ?? null,
    fromCache: expected.fromCache ?? false,
  });
}

/** The same words for what happened. */
export function describeActual({ outcome }: Actual): string {
  const { decision, status, reason, fromCache } = outcome;
  return sentence(decision.outcome, {
    decidedBy: decision.decidedBy,
    status,
    reason: reason?.code ?? null,
    fromCache,
  });
}

function sentence(
  decision: 'allow' | 'deny',
  facts: {
    readonly decidedBy: string;
    readonly status: string | null;
    readonly reason: string | null;
    readonly fromCache: boolean;
  },
): string {
  const why =
    facts.decidedBy === 'ocsp-not-enabled'
      ? 'OCSP not enabled'
      : [facts.status, facts.reason?.replaceAll('-', ' ')]
          .filter((word) => word != null)
          .join(', ');
  const by =
    facts.decidedBy === 'fallback'
      ? ' by the fallback'
      : facts.decidedBy === 'chain'
        ? ' by the chain'
        : '';
  const words = `${decision === 'allow' ? 'admitted' : 'denied'}${by}${why === '' ? '' : `: ${why}`}`;
  return facts.fromCache ? `${words}, from the cache` : words;
}

function inWords(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return value === null || value === undefined ? 'none' : String(value);
}
