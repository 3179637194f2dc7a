import { z } from 'zod';
import type { Scenario, ScenarioRun } from '../model/scenario.ts';
import { count, durationMs, identifier, text } from './primitives.ts';

/** Scenarios are data of the program itself: what the window reads of them is checked, the rest passes. */
export const scenario: z.ZodType<Scenario> = z.custom<Scenario>(
  (value) =>
    z
      .object({
        id: identifier,
        name: text,
        shows: text,
        group: text,
        steps: z.array(z.object({ says: text })),
      })
      .safeParse(value).success,
);

export const scenarioRun: z.ZodType<ScenarioRun> = z.strictObject({
  state: z.enum(['idle', 'running', 'done', 'cancelled']),
  total: count,
  current: identifier.nullable(),
  decidedAs: text.nullable(),
  results: z.array(
    z.strictObject({
      scenarioId: identifier,
      outcome: z.enum(['as-expected', 'different', 'broken']),
      steps: z.array(
        z.strictObject({
          says: text,
          expected: text.nullable(),
          actual: text.nullable(),
          flowId: identifier.nullable(),
          differences: z.array(z.strictObject({ field: text, expected: text, actual: text })),
        }),
      ),
      broken: text.nullable(),
      durationMs,
    }),
  ),
});
