import type { BandId, StandingVerdict } from '../model/timeline.ts';
import type { CheckOutcome } from '../model/verdict.ts';

/** What a band says at a time: a check passes or fails, the cache serves the answer or somebody is asked. */
export function bandWords(id: BandId, outcome: CheckOutcome): string {
  if (id === 'cache') return outcome === 'pass' ? 'serves the answer' : 'asks anew';
  if (id === 'chain') return outcome === 'pass' ? 'trusted' : 'not trusted';
  return outcome.replaceAll('-', ' ');
}

/** Denied or completed, and why, in a few words. */
export function verdictWords({ status, reason, decision }: StandingVerdict): string {
  const head = decision === 'allow' ? 'Completed' : 'Denied';
  const why = status === 'indeterminate' || status === null ? (reason ?? 'OCSP not asked') : status;
  return `${head} · ${why.replaceAll('-', ' ')}`;
}
