import { toReadableSpan } from '#shared/wording/time.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, fail, noBasicResponse, pass } from './finding.ts';
import { timeText } from './time-text.ts';

/**
 * Whether the response was signed in the past, while the certificate was valid. The skew is allowed at each
 * limit: the clocks of the CA, of the responder and ours are three.
 */
function run({ basic, certificate, at, policy }: CheckContext): CheckFinding {
  if (basic === null) return noBasicResponse;
  const { producedAt } = basic;
  const { skewSeconds } = policy;
  const skew = skewSeconds * 1000;
  const evidence = {
    producedAt: timeText(producedAt),
    notBefore: timeText(certificate.notBefore),
    notAfter: timeText(certificate.notAfter),
    verificationTime: timeText(at),
    skewSeconds,
  };
  if (producedAt > at + skew) {
    return fail({
      code: 'produced-at-in-future',
      message: `producedAt is ${toReadableSpan(producedAt - at)} after the time of the check (${evidence.producedAt}).`,
      remedy: 'Set the clock of the responder, or ours.',
      evidence,
    });
  }
  const isBefore = producedAt < certificate.notBefore - skew;
  if (isBefore || producedAt > certificate.notAfter + skew) {
    const relation = isBefore
      ? `${toReadableSpan(certificate.notBefore - producedAt)} before the certificate became valid (${evidence.notBefore})`
      : `${toReadableSpan(producedAt - certificate.notAfter)} after the certificate expired (${evidence.notAfter})`;
    return fail({
      code: 'produced-at-outside-validity',
      message: `producedAt is ${relation}.`,
      remedy: 'Check a certificate that is within its validity.',
      evidence,
    });
  }
  return pass(
    `The response was signed at ${evidence.producedAt}, ${ago(at - producedAt)}, within the validity of the certificate.`,
    evidence,
  );
}

function ago(age: number): string {
  return age >= 1000 ? `${toReadableSpan(age)} before the check` : 'at the time of the check';
}

/** The response was signed in the past, during the certificate's life. */
export const producedAtCheck: Check = {
  id: 'produced-at',
  title: 'producedAt is in the past',
  citation: 'RFC 6960 §4.2.2.1, local policy',
  rule: "producedAt is not in the future, and within the certificate's validity period.",
  failureCodes: ['produced-at-in-future', 'produced-at-outside-validity'],
  run,
};
