import {
  type CaseFamily,
  type Expectation,
  type Outcome,
  type VerdictWord,
  verdictWords,
} from '#shared/model/matrix-run.ts';
import { fallbackFor, type Policy } from '#shared/model/policy.ts';
import { assertNever } from '#shared/model/result.ts';
import type { MatrixCase } from './cases.ts';

export const expectationNames = ['closed', 'open', 'soft', 'off'] as const;

export type ExpectationName = (typeof expectationNames)[number];

/** The usual policies: fail closed, fail open, Java's soft fail, and no OCSP at all. */
export const expectations: Readonly<Record<ExpectationName, Expectation>> = {
  closed: table('deny', 'deny', 'deny', 'deny'),
  open: table('deny', 'admit', 'admit', 'admit'),
  soft: table('deny', 'admit', 'admit', 'deny'),
  off: table('admit', 'admit', 'admit', 'admit'),
};

function table(
  revoked: 'admit' | 'deny',
  unknown: 'admit' | 'deny',
  noAnswer: 'admit' | 'deny',
  proofFails: 'admit' | 'deny',
): Expectation {
  return { good: 'admit', revoked, unknown, 'no-answer': noAnswer, 'proof-fails': proofFails };
}

/** What a policy of ours expects. */
export function expectationOf(policy: Policy): Expectation {
  if (policy.ocsp === 'not-enabled') return expectations.off;
  const on = (cause: 'unknown' | 'no-answer' | 'answer-not-valid') =>
    fallbackFor(policy, cause) === 'allow' ? 'admit' : 'deny';
  return table('deny', on('unknown'), on('no-answer'), on('answer-not-valid'));
}

/** Judges what became of a cell; `questions` is how often the responder was asked about it. */
export function judgeCell(
  { family, aia }: Pick<MatrixCase, 'family' | 'aia'>,
  outcome: Outcome,
  { expectation, questions }: { readonly expectation: Expectation; readonly questions: number },
): VerdictWord {
  if (family === 'observed') return 'observed';
  // No client without a valid certificate is ever to be let in.
  const expected = family === 'control' ? 'deny' : expectation[family];
  const couldAsk = aia === 'cell' && expectation.revoked === 'deny' && family !== 'control';
  switch (outcome.kind) {
    case 'admitted':
      if (expected === 'deny') return admittedWord(family);
      return couldAsk && questions === 0 ? 'never-asks' : 'as-expected';
    case 'denied':
      return expected === 'admit' ? 'shuts-out' : 'as-expected';
    case 'hung':
      return 'hangs';
    case 'unreachable':
    case 'unclear':
      return 'unclear';
    default:
      return assertNever(outcome.kind);
  }
}

/** A forged proof is about a client that is revoked: to believe it is as bad as to let one in. */
function admittedWord(family: CaseFamily): VerdictWord {
  return family === 'unknown' || family === 'no-answer' ? 'opens' : 'breach';
}

/** The worst of several judgements. */
export function worstOf(words: readonly VerdictWord[]): VerdictWord {
  return verdictWords.find((word) => words.includes(word)) ?? 'observed';
}

/** A judgement on a whole target, in a sentence; `caseIds` are the cases that it rests on. */
export function headlineFor(word: VerdictWord, caseIds: readonly string[]): string {
  switch (word) {
    case 'breach':
      return 'This gate admits revoked clients';
    case 'opens':
      return 'Fails open: it admits clients whose status nobody confirmed';
    case 'never-asks':
      return caseIds.every((id) => id === 'resumption')
        ? 'Lets revoked clients back in with a resumed session, unasked'
        : 'Admits clients without asking the responder';
    case 'hangs':
      return 'Leaves clients waiting when the responder does not answer';
    case 'shuts-out':
      return 'Keeps clients out that the policy would admit';
    case 'unclear':
      return 'Some outcomes are not clear';
    case 'as-expected':
    case 'observed':
      return 'Behaves as expected';
    default:
      return assertNever(word);
  }
}
