import { describe, expect, it } from 'vitest';
import { foldText } from '#pki/x509/fold-text.ts';

describe('foldText', () => {
  it.each([
    ['letter case', 'Example CA', 'eXAMPLE cA'],
    ['runs of white space', '  a \t b ', 'a b'],
    ['compatibility forms', '\uff21\ufb01', 'afi'],
    ['composed and decomposed letters', 'M\u00fcller', 'Mu\u0308ller'],
    ['the order of marks, within reason', 'a\u0323\u0307', 'a\u0307\u0323'],
    ['thirty-one marks that are the same', `a${'\u0301'.repeat(31)}`, `A${'\u0301'.repeat(31)}`],
  ])('takes for the same what differs in %s', (_, a, b) => {
    expect(foldText(a)).toBe(foldText(b));
  });

  it.each([
    ['other letters', 'a', 'b'],
    ['a mark', 'a', 'a\u0301'],
    ['one mark more of very many', `a${'\u0301'.repeat(40)}`, `a${'\u0301'.repeat(41)}`],
  ])('tells apart what differs in %s', (_, a, b) => {
    expect(foldText(a)).not.toBe(foldText(b));
  });
});
