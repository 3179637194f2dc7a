import { describe, expect, it } from 'vitest';
import { chooseStages, stages } from '../../../scripts/test/stages.mjs';

describe('the stages of npm test', () => {
  it('are all of them, in their order, if none is named', () => {
    expect(chooseStages([])).toEqual(Object.keys(stages));
  });

  it('are those named, in their order', () => {
    expect(chooseStages(['unit', 'types'])).toEqual(['types', 'unit']);
  });

  it('build first where the built application is run', () => {
    expect(chooseStages(['e2e'])).toEqual(['build', 'e2e']);
  });

  it('are refused if one is unknown', () => {
    expect(chooseStages(['unit', 'units'])).toBeNull();
  });
});
