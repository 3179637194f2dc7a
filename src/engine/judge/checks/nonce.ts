import { hexOf, isSameOctets } from '#pki/octets.ts';
import { assertNever } from '#shared/model/result.ts';
import type { Kept } from '../evidence.ts';
import type { Check, CheckContext } from './check.ts';
import {
  type CheckFinding,
  type Evidence,
  fail,
  noBasicResponse,
  notApplicable,
  pass,
  warn,
} from './finding.ts';
import { timeText } from './time-text.ts';

const notAsked = notApplicable('No nonce was sent and none was returned.', {
  sent: null,
  received: null,
});

function run({ basic, nonce: sent, policy, kept }: CheckContext): CheckFinding {
  if (basic === null) return noBasicResponse;
  const received = basic.nonce;
  if (kept !== null) return fromCache(sent, received, kept);
  switch (policy.nonce) {
    case 'omit':
      return received === null && sent === null ? notAsked : unasked(sent, received);
    case 'send':
      return sent === null || received === null
        ? warn(notTied(sent, received), evidenceOf(sent, received))
        : compare(sent, received);
    case 'require':
      return sent === null || received === null ? missing(sent, received) : compare(sent, received);
    default:
      return assertNever(policy.nonce);
  }
}

/** No nonce was sent now. What was compared when the answer came holds for that moment and not for this one. */
function fromCache(
  sent: Uint8Array | null,
  received: Uint8Array | null,
  { since }: Kept,
): CheckFinding {
  const evidence = { ...evidenceOf(sent, received), keptSince: timeText(since) };
  const served = 'The answer is from the cache, so no nonce was sent now';
  if (sent === null && received === null) return notApplicable(`${served}.`, evidence);
  if (sent === null || received === null)
    return warn(`${served}. ${notTied(sent, received)}`, evidence);
  const compared = compare(sent, received);
  if (compared.outcome === 'fail') return compared;
  return pass(
    `${served}. When it was stored, at ${evidence.keptSince}, it carried our nonce.`,
    evidence,
  );
}

/** A saved exchange may have a nonce although the policy sends none: where both are known they are compared. */
function unasked(sent: Uint8Array | null, received: Uint8Array | null): CheckFinding {
  if (sent !== null && received !== null) return compare(sent, received);
  return warn(notTied(sent, received), evidenceOf(sent, received));
}

function compare(sent: Uint8Array, received: Uint8Array): CheckFinding {
  const evidence = evidenceOf(sent, received);
  if (isSameOctets(sent, received)) {
    return pass(`The responder returned our nonce of ${sent.length} octets.`, evidence);
  }
  return fail({
    code: 'nonce-mismatch',
    message:
      'The response carries another nonce than the one that was sent: it answers another request.',
    remedy:
      'Ask again. If it happens again, somebody replays old answers, or a proxy serves cached ones.',
    evidence,
  });
}

function missing(sent: Uint8Array | null, received: Uint8Array | null): CheckFinding {
  return fail({
    code: 'nonce-missing',
    message: `${notTied(sent, received)} The policy requires it.`,
    remedy:
      sent === null
        ? 'Give the request that this response answers, or do not require a nonce.'
        : 'Ask a responder that supports nonces, or do not require one.',
    evidence: evidenceOf(sent, received),
  });
}

function notTied(sent: Uint8Array | null, received: Uint8Array | null): string {
  if (sent !== null) {
    return 'A nonce was sent but none was returned: the response may answer an earlier request.';
  }
  return received === null
    ? 'No nonce was sent, so the response cannot be tied to a request.'
    : 'The response carries a nonce although none was sent.';
}

function evidenceOf(sent: Uint8Array | null, received: Uint8Array | null): Evidence {
  return {
    sent: sent === null ? null : hexOf(sent),
    received: received === null ? null : hexOf(received),
  };
}

/** The response answers this request, not an earlier one. */
export const nonceCheck: Check = {
  id: 'nonce',
  title: 'Nonce is returned',
  citation: 'RFC 9654 §2.1',
  rule: '"require": equal; "send": equal if returned, absent is a warning; "omit": not applicable, one that is returned unasked is a warning.',
  failureCodes: ['nonce-missing', 'nonce-mismatch'],
  run,
};
