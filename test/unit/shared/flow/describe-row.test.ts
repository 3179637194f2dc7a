import { describe, expect, it } from 'vitest';
import { flowRowOf, outcomeWords } from '#shared/flow/describe-row.ts';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import { sampleFlow } from '../../store/samples.ts';

const base: FlowOutcome = {
  decision: { outcome: 'allow', decidedBy: 'status' },
  status: 'good',
  reason: null,
  revocation: null,
  response: null,
  checks: [],
  fromCache: false,
  responderUri: 'http://h/',
  durationMs: 1,
};
const deny = (decidedBy: FlowOutcome['decision']['decidedBy']) =>
  ({ outcome: 'deny', decidedBy }) as const;
const allow = (decidedBy: FlowOutcome['decision']['decidedBy']) =>
  ({ outcome: 'allow', decidedBy }) as const;
const reason = (code: string) => ({ code, message: 'm', remedy: null, check: null });

describe('the words of an outcome', () => {
  it.each<[string, Partial<FlowOutcome>]>([
    ['Completed · good', {}],
    ['Completed · good, from the cache', { fromCache: true }],
    [
      'Denied · revoked, keyCompromise',
      {
        decision: deny('status'),
        status: 'revoked',
        revocation: { time: 0, reason: 'keyCompromise' },
      },
    ],
    [
      'Denied · revoked, from the cache',
      {
        decision: deny('status'),
        status: 'revoked',
        revocation: { time: 0, reason: null },
        fromCache: true,
      },
    ],
    ['Allowed · status unknown', { decision: allow('fallback'), status: 'unknown' }],
    [
      'Blocked · status unknown, from the cache',
      { decision: deny('fallback'), status: 'unknown', fromCache: true },
    ],
    [
      'Blocked · check failed: no answer in time',
      {
        decision: deny('fallback'),
        status: 'indeterminate',
        reason: reason('response-timed-out'),
      },
    ],
    [
      'Allowed · check failed: the signature does not verify',
      {
        decision: allow('fallback'),
        status: 'indeterminate',
        reason: reason('signature-invalid'),
      },
    ],
    ['Completed · OCSP not enabled', { decision: allow('ocsp-not-enabled'), status: null }],
    [
      'Denied · the certificate has expired',
      { decision: deny('chain'), status: null, reason: reason('certificate-expired') },
    ],
    [
      'Cancelled',
      { decision: deny('fallback'), status: 'indeterminate', reason: reason('cancelled') },
    ],
  ])('are “%s”', (words, changes) => {
    expect(outcomeWords({ ...base, ...changes }, 'mtls')).toBe(words);
  });
});

describe('the row of a flow', () => {
  it('has no verdict while it runs', () => {
    const { flow } = sampleFlow('a');
    expect(flowRowOf({ ...flow, outcome: null }).verdict).toBeNull();
  });

  it('names no certificate where none was presented', () => {
    const { flow } = sampleFlow('a');
    expect(flowRowOf({ ...flow, events: [] })).toMatchObject({
      label: 'no certificate',
      serialNumber: '',
    });
  });
});

describe('the words of a check, in which nobody was connected', () => {
  it.each([
    ['Would pass · good', {}],
    ['Would be denied · status unknown', { decision: deny('fallback'), status: 'unknown' }],
  ] as const)('are “%s”: what a server would do', (words, changes) => {
    expect(outcomeWords({ ...base, ...changes }, 'check')).toBe(words);
  });
});
