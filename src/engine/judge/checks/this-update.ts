import { toReadableSpan } from '#shared/wording/time.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, fail, noSingleResponse, pass } from './finding.ts';
import { timeText } from './time-text.ts';

/** Whether the status was known to be correct in the past, give or take the skew. */
function run({ single, at, policy: { skewSeconds } }: CheckContext): CheckFinding {
  if (single === null) return noSingleResponse;
  const { thisUpdate } = single;
  const text = timeText(thisUpdate);
  const evidence = { thisUpdate: text, verificationTime: timeText(at), skewSeconds };
  const ahead = thisUpdate - at;
  if (ahead > skewSeconds * 1000) {
    return fail({
      code: 'this-update-in-future',
      message: `thisUpdate is ${toReadableSpan(ahead)} after the time of the check (${text}).`,
      remedy: 'Set the clock of the responder, or ours.',
      evidence,
    });
  }
  if (ahead >= 1000) {
    const message = `thisUpdate is ${toReadableSpan(ahead)} after the time of the check (${text}), within the skew of ${toReadableSpan(skewSeconds * 1_000)}.`;
    return pass(message, evidence);
  }
  return pass(
    `The status was correct at ${text}, ${toReadableSpan(-ahead)} before the check.`,
    evidence,
  );
}

/** The status is not from the future. */
export const thisUpdateCheck: Check = {
  id: 'this-update',
  title: 'thisUpdate is not in the future',
  citation: 'RFC 6960 §3.2 item 5',
  rule: 'thisUpdate is not later than the verification time plus the skew.',
  failureCodes: ['this-update-in-future'],
  run,
};
