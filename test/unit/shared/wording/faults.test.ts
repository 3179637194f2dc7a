import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../../src/shared/model/policy.ts';
import { faultUnderPolicy } from '../../../../src/shared/wording/faults.ts';

describe('what a fault leads to under a policy', () => {
  it('lets a wrong nonce count where none is sent, and refuses it where one is', () => {
    const under = (nonce: 'omit' | 'send' | 'require') =>
      faultUnderPolicy('wrong-nonce', { ...defaultPolicy, nonce });
    expect(under('omit')).toContain('the answer counts');
    expect(under('send')).toContain('nonce-mismatch');
    expect(under('require')).toContain('nonce-mismatch');
  });

  it('lets a wrong label change nothing', () => {
    expect(faultUnderPolicy('wrong-content-type', defaultPolicy)).toContain('The status stands');
  });

  it('says that nobody is asked where OCSP is not enabled', () => {
    const policy = { ...defaultPolicy, ocsp: 'not-enabled' } as const;
    expect(faultUnderPolicy('bad-signature', policy)).toContain('nobody is asked');
  });

  it('has nothing to add to an instruction that holds under every policy', () => {
    expect(faultUnderPolicy('bad-signature', defaultPolicy)).toBeNull();
  });
});
