import { z } from 'zod';
import type { WhatIfRun } from '../model/what-if.ts';
import { count, epochMs, identifier, text } from './primitives.ts';
import { standing } from './timeline.ts';

export const whatIfRun: z.ZodType<WhatIfRun> = z.strictObject({
  state: z.enum(['idle', 'running', 'done', 'cancelled']),
  total: count,
  counts: z.strictObject({
    judged: count,
    nowDenied: count,
    nowAdmitted: count,
    otherReason: count,
    askedOtherwise: count,
    notJudged: count,
  }),
  rows: z.array(
    z.strictObject({
      flowId: identifier,
      label: text,
      startedAt: epochMs,
      before: standing,
      after: standing,
      basis: z.enum(['same-question', 'asked-otherwise']),
    }),
  ),
});
