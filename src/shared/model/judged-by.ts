import type { EpochMs } from './time.ts';
import type { CheckId } from './verdict.ts';

/**
 * What a program says of a response: `G` good, `R` revoked (`Gw`, `Rw`: with a warning about the times), `U` unknown,
 * `X` refused, `S` accepted though stale, `F` accepted as the check failed, `T` accepted: good, or passed over.
 */
export const judgeCodes = ['G', 'Gw', 'R', 'Rw', 'U', 'X', 'S', 'F', 'T'] as const;

export type JudgeCode = (typeof judgeCodes)[number];

/** How a rule of a program went; `decides` ended the judgement. */
export type JudgeRuleOutcome = 'pass' | 'warn' | 'not-applicable' | 'decides' | 'not-run';

/** One rule of a program, named after the program's own words, as it went. */
export interface JudgeRuleReport {
  readonly id: string;
  /** The rule in one sentence. */
  readonly words: string;
  readonly outcome: JudgeRuleOutcome;
  /** What was found; empty where the rule was not run. */
  readonly found: string;
  /** The check of ours that stands beside it; null where we have none. */
  readonly check: CheckId | null;
}

/** What one program says of a response, and by which rule. */
export interface JudgeOpinion {
  readonly id: string;
  readonly code: JudgeCode;
  /** Whether the certificate is let in. */
  readonly admits: boolean;
  readonly sentence: string;
  /** The id of the rule that decided. */
  readonly decidedBy: string;
  readonly rules: readonly JudgeRuleReport[];
}

/** A setting of a program that changes its verdict, by the program's own name. */
export interface JudgeSetting {
  readonly name: string;
  readonly kind: 'flag' | 'number' | 'choice' | 'certificates';
  /** The words of a choice. */
  readonly words: readonly string[];
  /** The value where nobody gives one: `off` for a flag, empty for certificates. */
  readonly fallback: string;
  readonly about: string;
}

/** A program as a judge: who it is, and where its rules were read. */
export interface JudgeDescription {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Where the rules stand in the program's source. */
  readonly source: string;
  /** `observed`: the rules were compared with the running program; `read`: read in source, not run. */
  readonly evidence: 'observed' | 'read';
  readonly settings: readonly JudgeSetting[];
}

const admitting: ReadonlySet<JudgeCode> = new Set(['G', 'Gw', 'S', 'F', 'T']);

/** Whether a verdict lets the certificate in. */
export function admitsBy(code: JudgeCode): boolean {
  return admitting.has(code);
}

/** What one program says beside our own decision. */
export interface ProgramOpinion
  extends JudgeOpinion,
    Pick<JudgeDescription, 'name' | 'version' | 'source' | 'evidence'> {
  /** Whether it lets in whom we let in. */
  readonly agrees: boolean;
  /** What would turn its decision round, after “if”; null where nothing known does. */
  readonly turn: string | null;
}

/** What other programs say of a flow, at the time at which it was decided. */
export interface JudgedFlow {
  readonly at: EpochMs;
  readonly opinions: readonly ProgramOpinion[];
}
