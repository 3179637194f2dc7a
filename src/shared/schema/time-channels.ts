import { z } from 'zod';
import { exposure, exposureHabits, measuredExposure } from './exposure.ts';
import { policy } from './policy.ts';
import { epochMs, identifier, nothing } from './primitives.ts';
import { timeline } from './timeline.ts';
import { whatIfRun } from './what-if.ts';

const question = z.strictObject({ policy, habits: exposureHabits });

/** What the channels about time accept and answer. */
export const timeContract = {
  'time:get-timeline': {
    request: z.strictObject({ of: z.enum(['flow', 'object']), id: identifier }),
    response: z.strictObject({ timeline, judgedAt: epochMs }),
  },
  'time:get-exposure': { request: question, response: exposure },
  'time:measure-exposure': { request: question, response: measuredExposure },
  'time:cancel-measurement': { request: nothing, response: nothing },
  'time:start-what-if': { request: z.strictObject({ policy }), response: nothing },
  'time:cancel-what-if': { request: nothing, response: nothing },
  'time:get-what-if': { request: nothing, response: whatIfRun },
};
