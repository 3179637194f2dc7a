import { describe, expect, it } from 'vitest';
import { labelOf } from '#inspect/fields/label.ts';

describe('labelOf', () => {
  it.each<[string, string]>([
    ['issuerKeyHash', 'Issuer key hash'],
    ['accessLocation.uniformResourceIdentifier', 'URI'],
    ['thisUpdate', 'thisUpdate'],
    ['cA', 'CA'],
    ['CRLReason', 'Reason'],
    ['1.2.3.4', '1.2.3.4'],
    ['r', 'R'],
  ])('calls %s %s', (name, expected) => {
    expect(labelOf(name)).toBe(expected);
  });
});
