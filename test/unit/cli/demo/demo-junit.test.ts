import { describe, expect, it } from 'vitest';
import { demoToJunit } from '#cli/demo/demo-junit.ts';
import type { Scenario, ScenarioResult } from '#shared/model/scenario.ts';

const scenario = (id: string): Scenario => ({
  id,
  name: id.toUpperCase(),
  shows: '',
  group: 'decision',
  policy: {},
  responder: {},
  steps: [],
});

const result = (scenarioId: string, more: Partial<ScenarioResult>): ScenarioResult => ({
  scenarioId,
  outcome: 'as-expected',
  steps: [],
  broken: null,
  durationMs: 5,
  ...more,
});

describe('demoToJunit', () => {
  it('passes, fails and breaks as the scenarios did, and leaves out what was not played', () => {
    const step = {
      says: 'A client connects',
      expected: 'admitted',
      actual: 'denied',
      flowId: null,
      differences: [{ field: 'decision', expected: 'allow', actual: 'deny' }],
    };
    const results = [
      result('a', {}),
      result('b', { outcome: 'different', steps: [step] }),
      result('c', { outcome: 'broken', broken: 'no port' }),
    ];
    const suite = demoToJunit(['a', 'b', 'c', 'd'].map(scenario), results, 7);
    expect(suite.at).toBe(7);
    expect(suite.cases.map(({ name, outcome, message }) => [name, outcome, message])).toEqual([
      ['a: A', 'passed', ''],
      ['b: B', 'failed', 'A client connects: decision is deny, not allow'],
      ['c: C', 'broken', 'no port'],
    ]);
  });
});
