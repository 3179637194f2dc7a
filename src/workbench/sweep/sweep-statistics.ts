import type { ResponderTime, SweepResult, SweepStatistics } from '#shared/model/sweep.ts';

const day = 86_400_000;
const hour = 3_600_000;

/** The steps of a histogram: each counts what is below its limit. */
export interface Step {
  readonly label: string;
  readonly below: number;
}

const ages: readonly Step[] = [
  { label: 'under 1 hour', below: hour },
  { label: '1 to 6 hours', below: 6 * hour },
  { label: '6 to 24 hours', below: day },
  { label: '1 to 3 days', below: 3 * day },
  { label: '3 to 7 days', below: 7 * day },
  { label: 'over 7 days', below: Number.POSITIVE_INFINITY },
];

const lives: readonly Step[] = [
  { label: 'expired', below: 0 },
  { label: 'within 7 days', below: 7 * day },
  { label: 'within 30 days', below: 30 * day },
  { label: 'within 90 days', below: 90 * day },
  { label: 'later', below: Number.POSITIVE_INFINITY },
];

/** The most responders and reasons that are told apart, and revoked certificates that are listed. */
const mostKinds = 200;
const mostListed = 100;

/** Counts results as they come. */
export function createStatistics() {
  const status = { good: 0, revoked: 0, unknown: 0, indeterminate: 0 };
  const ageCounts = ages.map(() => 0);
  const lifeCounts = lives.map(() => 0);
  const responders = new Map<string, ResponderTime>();
  const reasons = new Map<string, number>();
  const revoked: SweepResult[] = [];
  let total = 0;
  const count = (counts: number[], steps: readonly Step[], value: number) => {
    const index = steps.findIndex(({ below }) => value < below);
    counts[index] = (counts[index] ?? 0) + 1;
  };
  return {
    add: (result: SweepResult): void => {
      total += 1;
      status[result.status] += 1;
      if (result.thisUpdate !== null) count(ageCounts, ages, result.at - result.thisUpdate);
      if (result.notAfter !== null) count(lifeCounts, lives, result.notAfter - result.at);
      if (result.status === 'revoked' && revoked.length < mostListed) revoked.push(result);
      if (result.reason !== null) {
        const key =
          reasons.has(result.reason) || reasons.size < mostKinds ? result.reason : 'other reasons';
        reasons.set(key, (reasons.get(key) ?? 0) + 1);
      }
      if (result.responder === null) return;
      const own = `${result.responder}\n${result.issuer}`;
      const key = responders.has(own) || responders.size < mostKinds ? own : 'other responders\n';
      const known = responders.get(key) ?? { answers: 0, totalMs: 0, maxMs: 0 };
      responders.set(key, {
        answers: known.answers + 1,
        totalMs: known.totalMs + result.durationMs,
        maxMs: Math.max(known.maxMs, result.durationMs),
      });
    },
    get: (): SweepStatistics => ({
      total,
      status: { ...status },
      ages: ages.map(({ label }, index) => ({ label, count: ageCounts[index] ?? 0 })),
      lives: lives.map(({ label }, index) => ({ label, count: lifeCounts[index] ?? 0 })),
      responders: [...responders]
        .map(([key, time]) => {
          const [uri = '', issuer = ''] = key.split('\n');
          return { uri, issuer, ...time };
        })
        .sort((a, b) => b.answers - a.answers),
      reasons: [...reasons]
        .map(([label, count]) => ({ label, count }))
        .sort((a, b) => b.count - a.count),
      revoked: [...revoked],
    }),
  };
}
