import type { StandingVerdict, Timeline, TimelineFlip } from '#shared/model/timeline.ts';
import type { CheckOutcome } from '#shared/model/verdict.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { bandWords } from '#shared/wording/timeline.ts';

/** A stretch of time in which nothing flips; null is without an end on that side. */
export interface Stretch {
  readonly from: number | null;
  readonly to: number | null;
  readonly verdict: StandingVerdict;
}

/** The stretches between the flips, in their order. */
export function stretchesOf({ flips, verdicts }: Timeline): readonly Stretch[] {
  const edges = [null, ...flips.map(({ at }) => at), null];
  return edges.slice(0, -1).map((from, index) => ({
    from,
    to: edges[index + 1] ?? null,
    verdict: standingAt(verdicts, from),
  }));
}

function standingAt(verdicts: Timeline['verdicts'], at: number | null): StandingVerdict {
  const begun = verdicts.filter(({ from }) => from === null || (at !== null && from <= at));
  return begun.at(-1)?.verdict ?? { status: null, reason: null, decision: 'deny' };
}

/** What one band shows in each stretch. */
export function outcomesOf(
  spans: Timeline['bands'][number]['spans'],
  stretches: readonly Stretch[],
): readonly CheckOutcome[] {
  return stretches.map(({ from }) => {
    const begun = spans.filter(
      (span) => span.from === null || (from !== null && span.from <= from),
    );
    return begun.at(-1)?.outcome ?? 'not-run';
  });
}

/** The stretch that a moment lies in. */
export function stretchAt(stretches: readonly Stretch[], at: number): number {
  const index = stretches.findIndex(({ to }) => to === null || at < to);
  return Math.max(0, index);
}

/** From when to when, in a sentence. */
export function stretchWords({ from, to }: Stretch): string {
  if (from === null) return to === null ? 'At any time' : `Before ${toReadableUtc(to)}`;
  return to === null
    ? `From ${toReadableUtc(from)} on`
    : `From ${toReadableUtc(from)} to ${toReadableUtc(to)}`;
}

/** Why something flips there. */
export function flipWords({ because, checks }: TimelineFlip): string {
  const what = because.length === 0 ? 'a time in the evidence passes' : because.join(', ');
  const flipped = checks.map(({ id, to }) => `${id.replaceAll('-', ' ')}: ${bandWords(id, to)}`);
  return flipped.length === 0 ? what : `${what} (${flipped.join(', ')})`;
}
