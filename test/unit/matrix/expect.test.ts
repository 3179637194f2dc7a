import { describe, expect, it } from 'vitest';
import {
  type ExpectationName,
  expectationOf,
  expectations,
  judgeCell,
  worstOf,
} from '#matrix/expect.ts';
import type { CaseFamily, OutcomeKind } from '#shared/model/matrix-run.ts';
import { defaultPolicy } from '#shared/model/policy.ts';

const judge = (family: CaseFamily, kind: OutcomeKind, name: ExpectationName, questions = 1) =>
  judgeCell(
    { family, aia: 'cell' },
    { kind, how: '' },
    { expectation: expectations[name], questions },
  );

describe('judgeCell', () => {
  it.each<[CaseFamily, OutcomeKind, ExpectationName, string]>([
    ['revoked', 'admitted', 'closed', 'breach'],
    ['revoked', 'admitted', 'open', 'breach'],
    ['revoked', 'admitted', 'off', 'as-expected'],
    ['proof-fails', 'admitted', 'closed', 'breach'],
    ['proof-fails', 'admitted', 'soft', 'breach'],
    ['proof-fails', 'admitted', 'open', 'as-expected'],
    ['unknown', 'admitted', 'closed', 'opens'],
    ['no-answer', 'admitted', 'closed', 'opens'],
    ['no-answer', 'admitted', 'soft', 'as-expected'],
    ['no-answer', 'denied', 'open', 'shuts-out'],
    ['no-answer', 'hung', 'closed', 'hangs'],
    ['good', 'denied', 'closed', 'shuts-out'],
    ['good', 'unclear', 'closed', 'unclear'],
    ['control', 'admitted', 'off', 'breach'],
    ['observed', 'admitted', 'closed', 'observed'],
  ])('%s that is %s under "%s" is %s', (family, kind, name, word) => {
    expect(judge(family, kind, name)).toBe(word);
  });

  it('a good client that is let in unasked is "never asks", unless nobody is to be asked', () => {
    expect(judge('good', 'admitted', 'closed', 0)).toBe('never-asks');
    expect(judge('good', 'admitted', 'off', 0)).toBe('as-expected');
  });
});

it('the headline is the worst judgement', () => {
  expect(worstOf(['as-expected', 'hangs', 'opens', 'observed'])).toBe('opens');
  expect(worstOf([])).toBe('observed');
});

it('a policy expects what its fallback by cause says', () => {
  const fallbackByCause = {
    unknown: 'allow',
    'no-answer': 'allow',
    'answer-not-valid': null,
  } as const;
  expect(expectationOf({ ...defaultPolicy, fallbackByCause })).toEqual(expectations.soft);
  expect(expectationOf({ ...defaultPolicy, fallback: 'allow' })).toEqual(expectations.open);
  expect(expectationOf({ ...defaultPolicy, ocsp: 'not-enabled' })).toEqual(expectations.off);
});
