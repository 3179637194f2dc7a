import { caseOf } from '#engine/judge/case-evidence.ts';
import { evidenceOfFlow } from '#engine/judge/evidence-of-flow.ts';
import { checksOf, type Judgement, judge } from '#engine/judge/judge.ts';
import { writeCase } from '#shared/case/case-file.ts';
import { findStep } from '#shared/flow/find-step.ts';
import type { Flow, FlowOutcome } from '#shared/flow/flow.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type DurationMs, toRfc3339 } from '#shared/model/time.ts';
import type { WorkbenchError } from './error.ts';

/** A case as a file holds it, and a name for it. */
export interface CaseText {
  readonly name: string;
  readonly text: string;
}

/**
 * Puts a finished flow into a case file. Flows that were stored before their trust was recorded have no evidence.
 * A case holds the evidence on the certificate alone: where more decided, its verdict is what we say on that.
 */
export function caseTextOf(
  flow: Flow,
  clockOffsetMs: DurationMs,
): Result<CaseText, WorkbenchError> {
  const opened = findStep(flow.events, 'case-opened');
  if (opened !== null)
    return ok({ name: opened.name, text: new TextDecoder().decode(opened.octets) });
  const [own, ...above] = evidenceOfFlow(flow) ?? [];
  const { outcome, policy } = flow;
  if (own === undefined || outcome === null) return err({ code: 'not-found', what: 'evidence' });
  const { evidence, at } = own;
  const presented = findStep(flow.events, 'certificate-presented')?.certificate ?? null;
  const name = `${presented?.summary.label ?? 'no certificate'} at ${toRfc3339(at)}`;
  const more = whatElseDecided(outcome, above.length);
  const judged = more === null ? outcome : judgedAlone(judge(evidence, policy, at));
  const context = { name, notes: more ?? '', at, clockOffsetMs, policy, outcome: judged };
  const kept = caseOf(evidence, context);
  return ok({ name, text: writeCase(kept) });
}

/** Says what beside the certificate's own evidence the outcome rests on; null where nothing does. */
function whatElseDecided({ decision, reason }: FlowOutcome, casAsked: number): string | null {
  const end = `It ended with: ${decision.outcome}${reason === null ? '' : `. ${reason.message}`}`;
  if (decision.decidedBy === 'another-program') {
    return `In the flow another program decided, of which a case holds nothing. ${end}`;
  }
  return casAsked === 0
    ? null
    : `The flow asked about the CAs above the certificate too, of which a case holds nothing. ${end}`;
}

function judgedAlone(judgement: Judgement) {
  const { status, reason, decision, revocation } = judgement;
  return { status, reason, decision, revocation, checks: checksOf(judgement) };
}
