import { describe, expect, it } from 'vitest';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import {
  describeActual,
  describeExpectation,
  findDifferences,
} from '#workbench/scenarios/describe-actual.ts';

const good: FlowOutcome = {
  decision: { outcome: 'allow', decidedBy: 'status' },
  status: 'good',
  reason: null,
  revocation: null,
  response: null,
  checks: [],
  fromCache: true,
  responderUri: null,
  durationMs: 1,
};
const asExpected = { decision: 'allow', decidedBy: 'status', status: 'good' } as const;

describe('findDifferences', () => {
  it('finds none where all that is expected happened', () => {
    const expected = { ...asExpected, fromCache: true, requests: 0 };
    expect(findDifferences(expected, { outcome: good, requests: 0 })).toEqual([]);
  });

  it('does not judge what is left out', () => {
    expect(findDifferences(asExpected, { outcome: good, requests: 7 })).toEqual([]);
  });

  it('names each field that differs', () => {
    const expected = {
      decision: 'deny',
      decidedBy: 'fallback',
      status: 'indeterminate',
      reason: 'signature-invalid',
      fromCache: false,
      requests: 1,
    } as const;
    expect(findDifferences(expected, { outcome: good, requests: 0 })).toEqual([
      { field: 'decision', expected: 'deny', actual: 'allow' },
      { field: 'decided by', expected: 'fallback', actual: 'status' },
      { field: 'status', expected: 'indeterminate', actual: 'good' },
      { field: 'reason', expected: 'signature-invalid', actual: 'none' },
      { field: 'from the cache', expected: 'no', actual: 'yes' },
      { field: 'requests to the responder', expected: '1', actual: '0' },
    ]);
  });
});

describe('the words of a scenario step', () => {
  it('are the same for an expectation and what fulfils it', () => {
    const expected = describeExpectation({ ...asExpected, fromCache: true });
    expect(describeActual({ outcome: good, requests: 0 })).toBe(expected);
    expect(expected).toBe('admitted: good, from the cache');
  });
});
