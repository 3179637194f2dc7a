import type { DerError } from '#pki/der/error.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { ResponseSummary, Revocation } from '#shared/model/ocsp.ts';
import type { Fallback, Policy } from '#shared/model/policy.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type {
  CheckResult,
  Decision,
  RevocationStatus,
  StatusReason,
} from '#shared/model/verdict.ts';
import { type ChainAnswer, evaluateChain } from './chain/chain.ts';
import { configuredResponderCertificate } from './chain/configured-responder.ts';
import { decide } from './decision.ts';
import { decodeAnswer } from './decode-answer.ts';
import type { Answer, Evidence, Unanswered } from './evidence.ts';
import {
  chainFailure,
  issuerNotAtHand,
  malformedResponse,
  noResponderUri,
  transportFailure,
} from './reasons.ts';
import { type ResponseVerdict, verifyResponse } from './verify-response.ts';

/** What evidence comes to under a policy at a time: the chain, the checks, the status, the decision. */
export interface Judgement {
  readonly chain: ChainAnswer;
  /** null where no status was looked for: OCSP is not enabled, or the chain had failed before. */
  readonly status: RevocationStatus | null;
  /** Why the status is indeterminate, or else why the chain does not hold. */
  readonly reason: StatusReason | null;
  readonly revocation: Revocation | null;
  /** Where the octets of the answer could not be read. */
  readonly rejected: DerError | null;
  /** null where there is no answer that could be read. */
  readonly verdict: ResponseVerdict | null;
  readonly decision: Decision;
  /** The fallback, if it decided. */
  readonly fallback: Fallback | null;
}

/**
 * Judges evidence: chain, checks, status, decision. It looks at nothing else, so that the same evidence gives
 * the same verdict while a client waits, years later, for a saved response and for an answer from the cache.
 */
export function judge(evidence: Evidence, policy: Policy, at: EpochMs): Judgement {
  return judgeOnChain(judgeChain(evidence, policy, at), evidence, { policy, at });
}

/** The first part of `judge`, for one who has to know the issuer before a responder can be asked. */
export function judgeChain(
  evidence: Evidence,
  { smallKeys }: Pick<Policy, 'smallKeys'>,
  at: EpochMs,
): ChainAnswer {
  const { certificate, presentedChain: intermediates, trustAnchors, purpose } = evidence;
  if ('code' in certificate) {
    const evaluation = { outcome: 'not-trusted', links: [], failure: certificate } as const;
    return { evaluation, issuer: null, path: [] };
  }
  return evaluateChain({ certificate, intermediates, trustAnchors, purpose, smallKeys, at });
}

/** The rest of `judge`; a chain that was judged before the answer came is judged again where it has expired since. */
export function judgeOnChain(
  before: ChainAnswer,
  evidence: Evidence,
  by: { readonly policy: Policy; readonly at: EpochMs },
): Judgement {
  const { policy, at } = by;
  const hasExpired = evidence.answer !== null && before.path.some((each) => isOver(each, at));
  const chain = hasExpired ? judgeChain(evidence, policy, at) : before;
  const { evaluation } = chain;
  const isTrusted = evaluation.outcome === 'trusted';
  if (policy.ocsp === 'not-enabled' && isTrusted) {
    const decision: Decision = { outcome: 'allow', decidedBy: 'ocsp-not-enabled' };
    return { chain, ...notAsked, decision, fallback: null };
  }
  const found = concludeStatus(chain, evidence, by);
  if (!isTrusted) {
    const decision: Decision = { outcome: 'deny', decidedBy: 'chain' };
    const reason = found.reason ?? chainFailure(evaluation.failure);
    return { chain, ...found, reason, decision, fallback: null };
  }
  // Where a chain holds and nobody was asked, nothing is known of the status.
  const status = found.status ?? 'indeterminate';
  const reason = found.status === null ? noAnswer : found.reason;
  const { decision, fallback } = decide(status, reason, policy);
  const { revocation, rejected, verdict } = found;
  return { chain, status, reason, revocation, rejected, verdict, decision, fallback };
}

/** notAfter names a whole second, the last of the validity. */
function isOver({ notAfter }: Certificate, at: EpochMs): boolean {
  return at >= notAfter + 1_000;
}

type Found = Pick<Judgement, 'status' | 'reason' | 'revocation' | 'rejected' | 'verdict'>;

const notAsked: Found = {
  status: null,
  reason: null,
  revocation: null,
  rejected: null,
  verdict: null,
};

const noAnswer: StatusReason = {
  code: 'no-answer',
  message: 'There is no answer of a responder.',
  remedy: null,
  check: null,
};

function concludeStatus(
  chain: ChainAnswer,
  { certificate, presentedChain, answer, unanswered }: Evidence,
  by: { readonly policy: Policy; readonly at: EpochMs },
): Found {
  if (unanswered !== null) {
    return { ...notAsked, status: 'indeterminate', reason: reasonOf(unanswered) };
  }
  if (answer === null || 'code' in certificate) return notAsked;
  return judgeAnswer(answer, { certificate, chain: chain.path.concat(presentedChain) }, by);
}

function judgeAnswer(
  answer: Answer,
  subject: { readonly certificate: Certificate; readonly chain: readonly Certificate[] },
  { policy, at }: { readonly policy: Policy; readonly at: EpochMs },
): Found {
  const decoded =
    answer.kept === null ? decodeResponse(answer.response) : decodeAnswer(answer.response);
  if (!decoded.ok) {
    const reason = malformedResponse(decoded.error, answer.http?.contentType ?? null);
    return { ...notAsked, status: 'indeterminate', reason, rejected: decoded.error };
  }
  const { issuer, certId, nonce, kept } = answer;
  // Each property by name here and below: spreading costs as much as half of the checks.
  const verdict = verifyResponse({
    response: decoded.value,
    certificate: subject.certificate,
    issuer,
    chain: subject.chain,
    certId,
    nonce,
    policy,
    at,
    responderCertificate: configuredResponderCertificate(policy),
    kept,
  });
  const { status, reason, revocation } = verdict;
  return { status, reason, revocation, rejected: null, verdict };
}

function reasonOf(unanswered: Unanswered): StatusReason {
  switch (unanswered.code) {
    case 'no-responder-uri':
      return noResponderUri();
    case 'issuer-not-at-hand':
      return issuerNotAtHand(unanswered.issuer);
    default:
      return transportFailure(unanswered);
  }
}

/** The checks of a judgement; none where no answer could be read. */
export function checksOf({ verdict }: Judgement): readonly CheckResult[] {
  return verdict?.checks ?? [];
}

/** What is worth saying of the answer; null where there is none that could be read. */
export function summaryOf({ verdict }: Judgement): ResponseSummary | null {
  return verdict?.summary ?? null;
}
