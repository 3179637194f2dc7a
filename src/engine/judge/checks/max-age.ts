import { toReadableSpan } from '#shared/wording/time.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, fail, noSingleResponse, notApplicable, pass } from './finding.ts';
import { timeText } from './time-text.ts';

const unlimited = notApplicable('The policy sets no maximum age.', { maxAgeSeconds: null });

/** Whether thisUpdate is recent enough for the policy. The skew is not added: the limit is the limit. */
function run({ single, at, policy: { maxAgeSeconds } }: CheckContext): CheckFinding {
  if (single === null) return noSingleResponse;
  if (maxAgeSeconds === null) return unlimited;
  const { thisUpdate } = single;
  const age = at - thisUpdate;
  const evidence = {
    thisUpdate: timeText(thisUpdate),
    verificationTime: timeText(at),
    ageSeconds: Math.floor(age / 1000),
    maxAgeSeconds,
  };
  const limit = `the policy accepts ${toReadableSpan(maxAgeSeconds * 1000)}`;
  if (age <= maxAgeSeconds * 1000) {
    return pass(`The status is ${toReadableSpan(age)} old; ${limit}.`, evidence);
  }
  return fail({
    code: 'response-too-old',
    message: `The status is ${toReadableSpan(age)} old (thisUpdate ${evidence.thisUpdate}); ${limit}.`,
    remedy: 'Get a newer answer from the responder, or let the policy accept older ones.',
    evidence,
  });
}

/** The status is as recent as the policy wants it. */
export const maxAgeCheck: Check = {
  id: 'max-age',
  title: 'Status is recent enough',
  citation: 'RFC 6960 §3.2 item 5',
  rule: 'The verification time minus thisUpdate is within the configured maximum, if one is set.',
  failureCodes: ['response-too-old'],
  run,
};
