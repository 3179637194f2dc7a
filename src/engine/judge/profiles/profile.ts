import type { SingleResponse } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { JudgeCode, JudgeDescription, JudgeSetting } from '#shared/model/judged-by.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CheckId } from '#shared/model/verdict.ts';
import type { Unanswered } from '../evidence.ts';
import type { Settings } from './settings.ts';
import type { Subject } from './subject.ts';

/** What a program knows while it judges; `single` and `signer` are what its rules found so far. */
export interface Workings {
  readonly subject: Subject;
  readonly settings: Settings;
  readonly at: EpochMs;
  /** The SingleResponse that the program takes as the answer. */
  single: SingleResponse | null;
  /** The certificate that the program takes as the signer's. */
  signer: Certificate | null;
  /** The signature is accepted already: the rest of the signer's rules have nothing to do. */
  isVerified: boolean;
  /** The times were found wrong and only warned of. */
  isLate: boolean;
}

/** How one rule went. `end` is the verdict: no later rule runs. */
export type Step =
  | { readonly outcome: 'pass' | 'warn' | 'not-applicable'; readonly found: string }
  | { readonly outcome: 'end'; readonly code: JudgeCode; readonly found: string };

/** One rule of a program. Rules run in the program's own order. */
export interface Rule {
  readonly id: string;
  readonly words: string;
  readonly check: CheckId | null;
  readonly run: (workings: Workings) => Step;
}

/** A program as a judge: its rules in order. The last one always ends. */
export interface Profile extends JudgeDescription {
  readonly rules: readonly Rule[];
  /** What it says where no answer came at all. */
  readonly withoutAnswer: (
    settings: Settings,
    why: Unanswered | null,
  ) => Step & { readonly outcome: 'end' };
}

/** The rule holds. */
export function pass(found: string): Step {
  return { outcome: 'pass', found };
}

/** The rule does not hold, and the program goes on. */
export function warn(found: string): Step {
  return { outcome: 'warn', found };
}

/** The rule has nothing to judge here. */
export function skip(found: string): Step {
  return { outcome: 'not-applicable', found };
}

/** The verdict. */
export function end(code: JudgeCode, found: string): Step & { readonly outcome: 'end' } {
  return { outcome: 'end', code, found };
}

/** A setting that is on or off. */
export function flagSetting(name: string, about: string): JudgeSetting {
  return { name, kind: 'flag', words: ['on', 'off'], fallback: 'off', about };
}

/** A setting that is a whole number. */
export function numberSetting(name: string, fallback: number, about: string): JudgeSetting {
  return { name, kind: 'number', words: [], fallback: String(fallback), about };
}

/** A setting that is one of a few words, the first of them where nobody gives one. */
export function choiceSetting(name: string, words: readonly string[], about: string): JudgeSetting {
  return { name, kind: 'choice', words, fallback: words[0] ?? '', about };
}

/** A setting that names certificates. */
export function certificatesSetting(name: string, about: string): JudgeSetting {
  return { name, kind: 'certificates', words: [], fallback: '', about };
}
