import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarios } from '#lab/scenarios/catalogue.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { createTestWorkbench } from '../../support/workbench.ts';

describe('the built-in scenarios', () => {
  let workbench: Workbench;
  beforeAll(() => {
    workbench = createTestWorkbench();
  });
  afterAll(() => workbench.close());

  it('have ids of their own', () => {
    const ids = scenarios.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(scenarios)('$name goes as expected over real sockets', async ({ id, steps }) => {
    const started = workbench.scenarios.start([id]);
    if (!started.ok) throw new Error(started.error.code);
    const run = await started.value.finished;
    const [result] = run.results;
    expect(result?.broken).toBeNull();
    expect(result?.steps.flatMap(({ differences }) => differences)).toEqual([]);
    expect(result?.outcome).toBe('as-expected');
    expect(result?.steps.length).toBe(steps.length);
    for (const step of result?.steps ?? []) {
      if (step.flowId === null) continue;
      const flow = workbench.flows.get(step.flowId);
      expect(flow.ok && flow.value.source).toBe('scenario');
    }
  });

  it('runs what it knows of the ids that it is given', async () => {
    const started = workbench.scenarios.start(['good', 'nothing-of-this-name']);
    if (!started.ok) throw new Error(started.error.code);
    expect((await started.value.finished).total).toBe(1);
    expect(workbench.scenarios.start(['nothing-of-this-name']).ok).toBe(false);
  });
});
