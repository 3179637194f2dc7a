import { describe, expect, it } from 'vitest';
import { scenarios } from '#lab/scenarios/catalogue.ts';
import type { ScenarioResult, ScenarioRun } from '#shared/model/scenario.ts';
import {
  runWords,
  scenarioGroups,
  settingWords,
  standingOf,
  stepExpectation,
} from '../../../../../src/renderer/src/features/scenarios/scenario-words.ts';

const result = (scenarioId: string, outcome: ScenarioResult['outcome']): ScenarioResult => ({
  scenarioId,
  outcome,
  steps: [],
  broken: null,
  durationMs: 1,
});
const run: ScenarioRun = {
  state: 'running',
  total: 3,
  current: 'b',
  decidedAs: null,
  results: [result('a', 'as-expected')],
};

describe('standingOf', () => {
  const known = { result: null, allCount: 3 };

  it('follows a run of all: done, playing, waiting', () => {
    const done = { ...known, result: result('a', 'as-expected') };
    expect(standingOf('a', run, done)).toBe('as-expected');
    expect(standingOf('b', run, known)).toBe('playing');
    expect(standingOf('c', run, known)).toBe('waiting');
  });

  it('leaves the others as they were while one is played', () => {
    const one = { ...run, total: 1, results: [] };
    expect(standingOf('c', one, { ...known, result: result('c', 'different') })).toBe('different');
    expect(standingOf('a', one, known)).toBe('not-played');
  });
});

describe('runWords', () => {
  it.each([
    [run, '1 of 3 played'],
    [{ ...run, state: 'idle' as const }, null],
    [{ ...run, state: 'done' as const, total: 1 }, '1 of 1 as expected'],
    [
      {
        ...run,
        state: 'done' as const,
        total: 2,
        results: [...run.results, result('b', 'broken')],
      },
      '1 of 2 as expected, 1 not',
    ],
    [{ ...run, state: 'cancelled' as const }, 'cancelled after 1 of 3'],
  ])('says what came of %j', (of, words) => {
    expect(runWords(of)).toBe(words);
  });
});

describe('the built-in scenarios', () => {
  it('each belong to a group that is shown', () => {
    const groups = scenarioGroups.map(({ id }) => id);
    expect(scenarios.filter(({ group }) => !groups.includes(group))).toEqual([]);
  });

  it('each say in words what they expect in the end, and what they set', () => {
    for (const scenario of scenarios) {
      expect(scenario.steps.map(stepExpectation).some((words) => words !== null)).toBe(true);
      expect(settingWords(scenario).join()).not.toMatch(/undefined|\[object/);
    }
  });
});
