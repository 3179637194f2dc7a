import type { Revocation } from '#shared/model/ocsp.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, noSingleResponse, notApplicable, pass, warn } from './finding.ts';
import { timeText } from './time-text.ts';

const notRevoked = notApplicable('The certificate is not reported as revoked.');

/** Whether a revocation lies in the past, and whether it is one at all. */
function run({ single, at, policy: { skewSeconds } }: CheckContext): CheckFinding {
  if (single === null) return noSingleResponse;
  const { certStatus } = single;
  if (certStatus.status !== 'revoked') return notRevoked;
  const { revocation } = certStatus;
  const { time, reason } = revocation;
  const text = timeText(time);
  const evidence = {
    revocationTime: text,
    revocationReason: reason,
    verificationTime: timeText(at),
    skewSeconds,
  };
  if (isNeverIssued(revocation)) {
    return pass(
      `certificateHold at ${text} says that the CA never issued this certificate (extended revoked, RFC 6960 §2.2).`,
      { ...evidence, extendedRevoked: true },
    );
  }
  if (time > at + skewSeconds * 1000) {
    return warn(
      `The revocation lies ${toReadableSpan(time - at)} after the time of the check (${text}).`,
      evidence,
    );
  }
  const why = reason === null ? 'without a reason' : `with the reason ${reason}`;
  return pass(`The certificate was revoked at ${text} ${why}.`, evidence);
}

/** What a responder says of a certificate that was never issued (RFC 6960 §2.2). */
function isNeverIssued({ time, reason }: Revocation): boolean {
  return time === 0 && reason === 'certificateHold';
}

/** The revocation, if there is one, has taken place. */
export const revocationTimeCheck: Check = {
  id: 'revocation-time',
  title: 'Revocation is in the past',
  citation: 'RFC 6960 §2.2 and §4.4.8',
  rule: 'For revoked: the time is not in the future, else a warning. certificateHold at 1970-01-01 (extended revoked: never issued) is said in words.',
  failureCodes: [],
  run,
};
