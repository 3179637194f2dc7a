import { describe, expect, it } from 'vitest';
import { checkIds } from '#shared/model/verdict.ts';
import { termIds, terms, termsOfCheck } from '#shared/wording/terms.ts';

describe('the words', () => {
  it('are in the order of the alphabet, each once', () => {
    const names = termIds.map((id) => terms[id].term);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
  });

  it.each(termIds)(
    'explain %s in a card that is read in seconds, with a clause where there is one',
    (id) => {
      const { text, citation } = terms[id];
      expect(text.split(' ').length).toBeLessThan(50);
      expect(text).toMatch(/\.$/);
      if (citation !== null) expect(citation).toMatch(/^RFC \d{4} §\d/);
    },
  );

  it('that a check needs are known', () => {
    for (const check of checkIds) {
      for (const id of termsOfCheck(check)) expect(termIds).toContain(id);
    }
  });
});
