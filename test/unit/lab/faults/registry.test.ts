import { describe, expect, it } from 'vitest';
import { faultTable } from '../../../../src/lab/faults/registry.ts';
import { signerTable } from '../../../../src/lab/responder/signer-table.ts';
import { faultIds } from '../../../../src/shared/model/lab.ts';

describe('the registry of faults', () => {
  it('describes every fault once, in the order in which they are offered', () => {
    expect(faultTable.map(({ id }) => id)).toEqual([...faultIds]);
  });

  it.each([...faultTable])('says in one line what $id does and what a checker must do', (fault) => {
    for (const line of [fault.what, fault.instruction]) {
      expect(line).toMatch(/^[A-Z][^\n]{10,88}\.$/);
    }
    expect(fault.title).toMatch(/^[^\n]{3,30}$/);
  });

  it('lets each fault but the closed port be set for one certificate', () => {
    const forAll = faultTable.filter(({ scope }) => scope === 'responder').map(({ id }) => id);
    expect(forAll).toEqual(['refuse-connection']);
  });
});

describe('the signer table', () => {
  it('describes each choice of signer', () => {
    expect(signerTable.map(({ id }) => id)).toEqual([
      'delegate',
      'ca',
      'delegate-without-eku',
      'expired-delegate',
      'stranger',
    ]);
  });
});
