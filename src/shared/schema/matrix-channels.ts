import { z } from 'zod';
import { matrixRun } from './matrix.ts';
import {
  matrixForm,
  matrixOrder,
  matrixRunSummary,
  matrixView,
  productId,
  trustKit,
} from './matrix-view.ts';
import { identifier, nothing, text } from './primitives.ts';

const saved = z.strictObject({ saved: z.boolean() });
const runId = z.strictObject({ id: identifier });

/** The channels of the Matrix screen. */
export const matrixChannels = {
  'matrix:get-view': { request: nothing, response: matrixView },
  'matrix:start-run': { request: matrixOrder, response: nothing },
  'matrix:set-paused': { request: z.strictObject({ isPaused: z.boolean() }), response: nothing },
  'matrix:cancel-run': { request: nothing, response: nothing },
  'matrix:get-run': { request: runId, response: matrixRun },
  'matrix:remove-run': { request: runId, response: nothing },
  'matrix:open-run': { request: nothing, response: matrixRunSummary.nullable() },
  'matrix:export-run': {
    request: z.strictObject({ id: identifier, form: matrixForm }),
    response: saved,
  },
  'matrix:compare-runs': {
    request: z.strictObject({ before: identifier, after: identifier }),
    response: z.array(z.strictObject({ target: text, title: text, before: text, after: text })),
  },
  'matrix:get-trust-kit': { request: z.strictObject({ product: productId }), response: trustKit },
  'matrix:choose-trust': {
    request: nothing,
    response: z.strictObject({ pem: text.nullable() }),
  },
};
