import type { Evidence } from '#engine/judge/evidence.ts';
import { evidenceOfFlow } from '#engine/judge/evidence-of-flow.ts';
import { judgeBy, type SetJudge } from '#engine/judge/profiles/judge-by.ts';
import type { FlowEvent, FlowOutcome } from '#shared/flow/flow.ts';
import type { JudgeOpinion } from '#shared/model/judged-by.ts';
import type { Policy } from '#shared/model/policy.ts';
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

/** Decides as the program would; as we do where there is none. `policy` is that of the flow. */
export function createOtherDecision(
  judge: SetJudge | null,
  presented: Presented,
  { policy, now }: { readonly policy: Policy; readonly now: () => EpochMs },
): OtherDecision {
  if (judge === null) return ours;
  const events: FlowEvent[] = [];
  let opinion: JudgeOpinion | null = null;
  return {
    told: (event) => {
      events.push(event);
      const { step } = event;
      if (step.type !== 'decision-made' || !isByStatus(step.decision)) return event;
      const at = now();
      opinion = strictestOf(
        evidenceIn(events, presented, policy).map((each) => judgeBy(each, judge, at)),
      );
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

/** Of the certificate and the CAs above it, whichever keeps the client out; else the certificate. */
function strictestOf([own, ...above]: readonly JudgeOpinion[]): JudgeOpinion {
  if (own === undefined) throw new Error('a flow is about a certificate');
  return [own, ...above].find(({ admits }) => !admits) ?? own;
}

/** What the flow rests on so far, before all whom we trust: of the certificate, then of each CA that was asked about. */
function evidenceIn(
  events: readonly FlowEvent[],
  presented: Presented,
  policy: Policy,
): readonly Evidence[] {
  const parts = evidenceOfFlow({ events, policy, source: 'mtls' }) ?? [];
  const [own = { evidence: { answer: null, unanswered: null } }, ...above] = parts;
  const { trustAnchors } = presented;
  return [
    { ...own.evidence, ...presented },
    ...above.map(({ evidence }) => ({ ...evidence, trustAnchors })),
  ];
}
