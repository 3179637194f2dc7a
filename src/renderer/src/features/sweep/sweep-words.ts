import type { StatusTone } from '#shared/flow/tone.ts';
import type { SweepResult } from '#shared/model/sweep.ts';
import type { SweepRunView } from '#shared/model/sweep-view.ts';
import { toReadableSpan } from '#shared/wording/time.ts';

/** How far a sweep is, or how it ended. */
export function runWords({ state, statistics, perSecond, leftMs, problem }: SweepRunView): string {
  const { total } = statistics;
  const done = `${total.toLocaleString('en-GB')} ${total === 1 ? 'certificate' : 'certificates'}`;
  switch (state) {
    case 'idle':
      return '';
    case 'reading':
      return 'Reading what is there already…';
    case 'running': {
      const left =
        leftMs === null || leftMs < 1_000 ? '' : `, about ${toReadableSpan(leftMs)} left`;
      return `${done}, ${Math.round(perSecond)} a second${left}`;
    }
    case 'paused':
      return `${done}, paused`;
    case 'done':
      return `${done}, done`;
    case 'cancelled':
      return `${done}, cancelled`;
    case 'interrupted':
      return 'The last sweep did not come to its end.';
    case 'failed':
      return problem ?? 'The sweep failed.';
  }
}

/** The colour of a status. */
export const tones: Readonly<Record<SweepResult['status'], StatusTone>> = {
  good: 'good',
  revoked: 'revoked',
  unknown: 'unknown',
  indeterminate: 'indeterminate',
};
