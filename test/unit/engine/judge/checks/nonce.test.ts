import { describe, expect, it } from 'vitest';
import {
  at,
  failing,
  goodWith,
  judge,
  minute,
  outline,
  policy,
  resultOf,
} from '../../../../support/ocsp-builder.ts';

const nonce = Uint8Array.from({ length: 32 }, (_, i) => i);
const other = nonce.toReversed();

function judged(
  mode: 'omit' | 'send' | 'require',
  sent: Uint8Array | null,
  received: Uint8Array | null,
) {
  const verdict = judge(received === null ? {} : { nonce: received }, {
    ...policy({ nonce: mode }),
    nonce: sent,
  });
  return { ...outline(verdict), outcome: resultOf(verdict, 'nonce').outcome };
}

describe('nonce', () => {
  it('does not apply where none is sent and none returned', () => {
    expect(judged('omit', null, null)).toEqual({ ...goodWith(), outcome: 'not-applicable' });
  });

  it('warns of one that is returned although none was sent', () => {
    expect(judged('omit', null, nonce)).toEqual({ ...goodWith('nonce'), outcome: 'warn' });
  });

  it.each(['send', 'require'] as const)('passes with "%s" where the same is returned', (mode) => {
    expect(judged(mode, nonce, nonce.slice())).toEqual({ ...goodWith(), outcome: 'pass' });
  });

  it.each([
    ['no nonce', null, null, 'not-applicable'],
    ['its own nonce', nonce, nonce, 'pass'],
    ['none in return', nonce, null, 'warn'],
    ['another one', nonce, other, 'fail'],
  ] as const)(
    'says of an answer from the cache, with %s, that it is from there',
    (_, sent, got, outcome) => {
      const kept = { since: at - minute, hold: 'until-next-update' } as const;
      const options = got === null ? {} : { nonce: got };
      const verdict = judge(options, { ...policy({ nonce: 'send' }), nonce: sent, kept });
      const result = resultOf(verdict, 'nonce');
      expect(result.outcome).toBe(outcome);
      if (outcome !== 'fail') expect(result.message).toContain('The answer is from the cache');
    },
  );

  it.each(['send', 'require'] as const)('fails with "%s" for another one, and it alone', (mode) => {
    expect(judged(mode, nonce, other)).toEqual({
      ...failing('nonce', 'nonce-mismatch'),
      outcome: 'fail',
    });
  });

  it('fails for one that only begins alike', () => {
    expect(judged('require', nonce, nonce.subarray(0, 31)).code).toBe('nonce-mismatch');
  });

  it('warns with "send" where none is returned', () => {
    expect(judged('send', nonce, null)).toEqual({ ...goodWith('nonce'), outcome: 'warn' });
  });

  it('fails with "require" where none is returned, and it alone', () => {
    expect(judged('require', nonce, null)).toEqual({
      ...failing('nonce', 'nonce-missing'),
      outcome: 'fail',
    });
  });

  it('fails with "require" where none was sent: nothing ties the answer to a request', () => {
    expect(judged('require', null, null).code).toBe('nonce-missing');
    expect(judged('require', null, nonce).code).toBe('nonce-missing');
  });

  it('compares those of a saved exchange whatever the policy', () => {
    expect(judged('omit', nonce, nonce).outcome).toBe('pass');
    expect(judged('omit', nonce, other).code).toBe('nonce-mismatch');
  });

  it('shows both in hex', () => {
    const verdict = judge({ nonce: Uint8Array.of(0xab) }, { nonce: Uint8Array.of(0x0c) });
    expect(resultOf(verdict, 'nonce').evidence).toEqual({ sent: '0c', received: 'ab' });
  });
});
