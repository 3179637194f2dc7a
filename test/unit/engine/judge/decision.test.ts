import { describe, expect, it } from 'vitest';
import { decide } from '#engine/judge/decision.ts';
import type { Fallback } from '#shared/model/policy.ts';
import type { RevocationStatus } from '#shared/model/verdict.ts';

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
    const { decision, fallback: usedFallback } = decide(status, fallback);
    expect([`${decision.outcome} by ${decision.decidedBy}`, usedFallback]).toEqual([words, used]);
  });
});
