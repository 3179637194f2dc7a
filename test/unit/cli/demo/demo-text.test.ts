import { describe, expect, it } from 'vitest';
import { closingText, createScenarioPrinter } from '#cli/demo/demo-text.ts';
import { countResults, exitCodeOfCounts } from '#cli/demo/result-counts.ts';
import { createStyle } from '#cli/text/style.ts';
import type { Scenario, ScenarioResult } from '#shared/model/scenario.ts';

const style = createStyle('off', 80);

const scenario: Scenario = {
  id: 'good',
  name: 'Good',
  shows: 'A certificate in good order is admitted.',
  group: 'decision',
  policy: {},
  responder: {},
  steps: [],
};

const asExpected: ScenarioResult = {
  scenarioId: 'good',
  outcome: 'as-expected',
  steps: [
    {
      says: 'A good client connects',
      expected: 'admitted: good',
      actual: 'admitted: good',
      flowId: 'f',
      differences: [],
    },
  ],
  broken: null,
  durationMs: 12,
};

const different: ScenarioResult = {
  ...asExpected,
  outcome: 'different',
  steps: [
    {
      says: 'A good client connects',
      expected: 'admitted: good',
      actual: 'denied: revoked',
      flowId: 'f',
      differences: [{ field: 'decision', expected: 'allow', actual: 'deny' }],
    },
  ],
};

const broken: ScenarioResult = {
  ...asExpected,
  outcome: 'broken',
  steps: [],
  broken: 'The client could not connect.',
};

function printed(result: ScenarioResult): readonly string[] {
  return createScenarioPrinter(style)(scenario, result).map((line) => line.trimEnd());
}

describe('the text of a demo', () => {
  it('names every difference below its step', () => {
    expect(printed(different)).toEqual([
      'The decision                    expected                 actual',
      '',
      `✗ Good${'good · 12 ms'.padStart(74)}`,
      '  A certificate in good order is admitted.',
      '    A good client connects      admitted: good           denied: revoked',
      '    ✗ decision: deny, not allow',
    ]);
  });

  it('says why a scenario was not played to its end', () => {
    expect(printed(broken)).toEqual([
      'The decision                    expected                 actual',
      '',
      `! Good${'good · 12 ms'.padStart(74)}`,
      '  A certificate in good order is admitted.',
      '    Not played to its end: The client could not connect.',
    ]);
  });

  it('puts a group under one heading', () => {
    const print = createScenarioPrinter(style);
    const lines = [print(scenario, asExpected), print(scenario, asExpected)].flat();
    expect(lines.filter((line) => line.startsWith('The decision'))).toHaveLength(1);
  });

  it.each([
    [[asExpected, asExpected], '2 as expected, 0 different', 0],
    [[asExpected, different], '1 as expected, 1 different', 1],
    [[asExpected, broken], '1 as expected, 0 different, 1 not played to the end', 1],
  ])('closes %# with the counts and exits by them', (results, line, code) => {
    const counts = countResults(results);
    expect(closingText(counts, 1_000, style).at(-1)).toBe(line);
    expect(exitCodeOfCounts(counts)).toBe(code);
  });
});
