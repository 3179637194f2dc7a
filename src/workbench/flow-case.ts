import { caseOf } from '#engine/judge/case-evidence.ts';
import { evidenceOfFlow } from '#engine/judge/evidence-of-flow.ts';
import { writeCase } from '#shared/case/case-file.ts';
import { findStep } from '#shared/flow/find-step.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type DurationMs, toRfc3339 } from '#shared/model/time.ts';
import type { WorkbenchError } from './error.ts';

/** A case as a file holds it, and a name for it. */
export interface CaseText {
  readonly name: string;
  readonly text: string;
}

/** Puts a finished flow into a case file. Flows that were stored before their trust was recorded have no evidence. */
export function caseTextOf(
  flow: Flow,
  clockOffsetMs: DurationMs,
): Result<CaseText, WorkbenchError> {
  const [own] = evidenceOfFlow(flow) ?? [];
  const { outcome, policy } = flow;
  if (own === undefined || outcome === null) return err({ code: 'not-found', what: 'evidence' });
  const { evidence, at } = own;
  const presented = findStep(flow.events, 'certificate-presented')?.certificate ?? null;
  const name = `${presented?.summary.label ?? 'no certificate'} at ${toRfc3339(at)}`;
  const kept = caseOf(evidence, { name, notes: '', at, clockOffsetMs, policy, outcome });
  return ok({ name, text: writeCase(kept) });
}
