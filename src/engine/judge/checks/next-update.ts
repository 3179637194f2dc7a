import type { DurationMs, EpochMs } from '#shared/model/time.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import type { Kept } from '../evidence.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, fail, noSingleResponse, pass, warn } from './finding.ts';
import { timeText } from './time-text.ts';

const absent = pass(
  'There is no nextUpdate: the responder says that newer information is available at any time.',
  { nextUpdate: null },
);

/** Whether newer information was not due yet, give or take the skew. */
function run({ single, at, policy: { skewSeconds }, kept }: CheckContext): CheckFinding {
  if (single === null) return noSingleResponse;
  const { thisUpdate, nextUpdate } = single;
  if (nextUpdate === null) return absent;
  const text = timeText(nextUpdate);
  const evidence = { nextUpdate: text, verificationTime: timeText(at), skewSeconds };
  if (nextUpdate < thisUpdate) {
    return fail({
      code: 'next-update-before-this-update',
      message: `nextUpdate (${text}) is ${toReadableSpan(thisUpdate - nextUpdate)} before thisUpdate (${timeText(thisUpdate)}).`,
      remedy: 'The responder must set nextUpdate after thisUpdate.',
      evidence: { ...evidence, thisUpdate: timeText(thisUpdate) },
    });
  }
  const left = nextUpdate - at;
  const skew = skewSeconds * 1000;
  if (left <= 0 && kept !== null && isHeld(kept, { thisUpdate, nextUpdate, skew })) {
    return warn(
      `nextUpdate passed ${toReadableSpan(-left)} before the time of the check (${text}). The cache holds this answer past nextUpdate, as the policy asks.`,
      evidence,
    );
  }
  if (left <= -skew) {
    return fail({
      code: 'response-expired',
      message: `nextUpdate passed ${toReadableSpan(-left)} before the time of the check (${text}).`,
      remedy: 'Get a new answer from the responder; if it sends this one, it must renew it.',
      evidence,
    });
  }
  return left > 0
    ? pass(`nextUpdate is in ${toReadableSpan(left)} (${text}).`, evidence)
    : pass(
        `nextUpdate passed ${toReadableSpan(-left)} before the time of the check (${text}), within the skew of ${toReadableSpan(skewSeconds * 1_000)}.`,
        evidence,
      );
}

/**
 * Whether the cache may hold it: only what was still current when it came. When it came, and that it is held, is
 * written in a file that somebody else may write too; what the response says of its times is signed.
 */
function isHeld(
  { since, hold }: Kept,
  {
    thisUpdate,
    nextUpdate,
    skew,
  }: { readonly thisUpdate: EpochMs; readonly nextUpdate: EpochMs; readonly skew: DurationMs },
): boolean {
  const wasCurrent = since >= thisUpdate - skew && since < nextUpdate + skew;
  return hold === 'past-next-update' && wasCurrent;
}

/** Newer information was not due yet. */
export const nextUpdateCheck: Check = {
  id: 'next-update',
  title: 'nextUpdate has not passed',
  citation: 'RFC 6960 §3.2 item 6',
  rule: 'nextUpdate is later than the verification time minus the skew, and not before thisUpdate. Absent: passes, with a note. An answer that came while it was current, and that the cache holds past nextUpdate as the policy asks, is a warning.',
  failureCodes: ['response-expired', 'next-update-before-this-update'],
  run,
};
