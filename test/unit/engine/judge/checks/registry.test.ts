import { describe, expect, it } from 'vitest';
import { checks } from '#engine/judge/checks/registry.ts';
import { checkIds } from '#shared/model/verdict.ts';

describe('the registry of checks', () => {
  it('has each check once, in the order of the model', () => {
    expect(checks.map(({ id }) => id)).toEqual(checkIds);
  });

  it.each(checks)('$id cites a clause or says that it is local policy', ({ citation }) => {
    expect(citation).toMatch(/^(RFC \d{4} §[\d.]+|Local policy)/);
  });

  it.each(checks)('$id has a short title and a rule in a sentence', ({ title, rule }) => {
    expect(title.length).toBeLessThanOrEqual(40);
    expect(rule).toMatch(/\.$/);
  });
});
