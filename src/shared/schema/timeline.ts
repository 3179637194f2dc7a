import { z } from 'zod';
import type { StandingVerdict, Timeline } from '../model/timeline.ts';
import { checkIds } from '../model/verdict.ts';
import { expiryCause } from './cache.ts';
import { epochMs, text } from './primitives.ts';

const band = z.enum([...checkIds, 'chain', 'cache']);
const outcome = z.enum(['pass', 'fail', 'warn', 'not-applicable', 'not-run']);

export const standing: z.ZodType<StandingVerdict> = z.strictObject({
  status: z.enum(['good', 'revoked', 'unknown', 'indeterminate']).nullable(),
  reason: text.nullable(),
  decision: z.enum(['allow', 'deny']),
});

/** When a verdict flips. */
export const timeline: z.ZodType<Timeline> = z.strictObject({
  instants: z.array(z.strictObject({ at: epochMs, what: text })),
  flips: z.array(
    z.strictObject({
      at: epochMs,
      because: z.array(text),
      from: standing,
      to: standing,
      checks: z.array(z.strictObject({ id: band, from: outcome, to: outcome })),
    }),
  ),
  verdicts: z.array(z.strictObject({ from: epochMs.nullable(), verdict: standing })),
  bands: z.array(
    z.strictObject({
      id: band,
      spans: z.array(z.strictObject({ from: epochMs.nullable(), outcome })),
    }),
  ),
  kept: z.strictObject({ from: epochMs, to: epochMs, cause: expiryCause }).nullable(),
});
