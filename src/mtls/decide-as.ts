import type { Evidence } from '#engine/judge/evidence.ts';
import { judgeBy, type SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { savedAnswer } from '#engine/judge/saved-answer.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import { findExchange, findStep } from '#shared/flow/find-step.ts';
import type { FlowEvent, FlowOutcome } from '#shared/flow/flow.ts';
import type { JudgeOpinion } from '#shared/model/judged-by.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { Decision } from '#shared/model/verdict.ts';

/** Who came, without what was asked and answered. */
export type Presented = Pick<
  Evidence,
  'certificate' | 'presentedChain' | 'trustAnchors' | 'purpose'
>;

/** Lets another program decide where we would by the status or the fallback; a chain that fails stays ours. */
export interface OtherDecision {
  /** The event as it is told: of a decision, the program's own. */
  told(event: FlowEvent): FlowEvent;
  /** The outcome with the program's decision, if it made one. */
  outcome(ours: FlowOutcome): FlowOutcome;
}

const ours: OtherDecision = { told: (event) => event, outcome: (outcome) => outcome };

/** Decides as the program would; as we do where there is none. */
export function createOtherDecision(
  judge: SetJudge | null,
  presented: Presented,
  now: () => EpochMs,
): OtherDecision {
  if (judge === null) return ours;
  const events: FlowEvent[] = [];
  let opinion: JudgeOpinion | null = null;
  return {
    told: (event) => {
      events.push(event);
      const { step } = event;
      if (step.type !== 'decision-made' || !isByStatus(step.decision)) return event;
      opinion = judgeBy(evidenceOf(presented, events), judge, now());
      return { ...event, step: { ...step, decision: decisionOf(opinion), fallback: null } };
    },
    outcome: (outcome) => {
      if (opinion === null) return outcome;
      const { id, sentence } = opinion;
      const reason = { code: `decided-as-${id}`, message: sentence, remedy: null, check: null };
      return { ...outcome, decision: decisionOf(opinion), reason };
    },
  };
}

function isByStatus({ decidedBy }: Decision): boolean {
  return decidedBy === 'status' || decidedBy === 'fallback';
}

function decisionOf({ admits }: JudgeOpinion): Decision {
  return { outcome: admits ? 'allow' : 'deny', decidedBy: 'another-program' };
}

function evidenceOf(presented: Presented, events: readonly FlowEvent[]): Evidence {
  return { ...presented, answer: answerIn(presented, events), unanswered: null };
}

function answerIn({ certificate }: Presented, events: readonly FlowEvent[]): Evidence['answer'] {
  const issuerDer = findStep(events, 'chain-evaluated')?.issuer?.der;
  if ('code' in certificate || issuerDer === undefined) return null;
  const issuer = decodeCertificateCached(issuerDer);
  const { request, response: http, error } = findExchange(events);
  const looked = findStep(events, 'cache-looked-up');
  const kept = looked?.outcome === 'hit' ? looked.response : null;
  const response = error === null ? (http?.body ?? kept) : null;
  if (!issuer.ok || response === null) return null;
  const decoded = request === null ? null : decodeRequest(request.ocspRequest);
  const asked = decoded?.ok ? decoded.value : null;
  return { ...savedAnswer({ certificate, issuer: issuer.value, response, request: asked }), http };
}
