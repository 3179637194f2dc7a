import { describe, expect, it } from 'vitest';
import { decide } from '#engine/judge/decision.ts';
import {
  defaultPolicy,
  type Fallback,
  type FallbackCause,
  noFallbackByCause,
} from '#shared/model/policy.ts';
import type { CheckId, RevocationStatus, StatusReason } from '#shared/model/verdict.ts';

const reasonOf = (code: string, check: CheckId | null = null): StatusReason => ({
  code,
  message: code,
  remedy: null,
  check,
});

describe('the decision', () => {
  it.each<[RevocationStatus, Fallback, string, Fallback | null]>([
    ['good', 'allow', 'allow by status', null],
    ['good', 'block', 'allow by status', null],
    ['revoked', 'allow', 'deny by status', null],
    ['revoked', 'block', 'deny by status', null],
    ['unknown', 'allow', 'allow by fallback', 'allow'],
    ['unknown', 'block', 'deny by fallback', 'block'],
    ['indeterminate', 'allow', 'allow by fallback', 'allow'],
    ['indeterminate', 'block', 'deny by fallback', 'block'],
  ])('on %s with fallback %s is %s', (status, fallback, words, used) => {
    const made = decide(status, null, { ...defaultPolicy, fallback });
    const { outcome, decidedBy } = made.decision;
    expect([`${outcome} by ${decidedBy}`, made.fallback]).toEqual([words, used]);
  });

  it.each<[string, FallbackCause, 'unknown' | 'indeterminate', StatusReason | null]>([
    ['the responder says unknown', 'unknown', 'unknown', null],
    ['there is no URI', 'no-answer', 'indeterminate', reasonOf('no-responder-uri')],
    ['the time ran out', 'no-answer', 'indeterminate', reasonOf('response-timed-out')],
    [
      'the responder says tryLater',
      'no-answer',
      'indeterminate',
      reasonOf('responder-try-later', 'response-status'),
    ],
    ['the answer is no OCSP', 'answer-not-valid', 'indeterminate', reasonOf('response-malformed')],
    [
      'the signature is broken',
      'answer-not-valid',
      'indeterminate',
      reasonOf('signature-invalid', 'signature'),
    ],
  ])('where %s is that of the fallback for "%s"', (_what, cause, status, reason) => {
    for (const own of ['allow', 'block'] as const) {
      const fallback = own === 'allow' ? 'block' : 'allow';
      const fallbackByCause = { ...noFallbackByCause, [cause]: own };
      expect(decide(status, reason, { fallback, fallbackByCause }).fallback).toBe(own);
    }
  });
});
