import { z } from 'zod';
import type { SweepResult, SweepStatistics } from '../model/sweep.ts';
import {
  type ChosenFiles,
  type SweepOrder,
  type SweepPage,
  type SweepRunView,
  type SweepView,
  sweepForms,
} from '../model/sweep-view.ts';
import { count, durationMs, epochMs, nothing, shortText, text } from './primitives.ts';

const sweepOrder: z.ZodType<SweepOrder> = z.strictObject({
  source: z.enum(['files', 'loaded', 'lab']),
  parallel: z.number(),
  perSecond: z.number().nullable(),
  batch: z.number(),
  retries: z.number(),
  responderUri: shortText.nullable(),
});

/** The sweep of last time: how it asked, of which files, and whether it came to its end. */
export const keptSweep = z.object({
  order: sweepOrder,
  files: z.array(text).max(1_000_000),
  label: text,
  end: z.enum(['open', 'done']),
});

const status = z.enum(['good', 'revoked', 'unknown', 'indeterminate']);

const sweepResult: z.ZodType<SweepResult> = z.strictObject({
  source: text,
  number: count,
  fingerprint: text,
  subject: text,
  issuer: text,
  serialNumber: text,
  notAfter: epochMs.nullable(),
  responder: text.nullable(),
  status,
  reason: text.nullable(),
  revokedAt: epochMs.nullable(),
  thisUpdate: epochMs.nullable(),
  nextUpdate: epochMs.nullable(),
  at: epochMs,
  durationMs,
  attempts: count,
});

const counted = z.array(z.strictObject({ label: text, count }));

const statistics: z.ZodType<SweepStatistics> = z.strictObject({
  total: count,
  status: z.strictObject({ good: count, revoked: count, unknown: count, indeterminate: count }),
  ages: counted,
  lives: counted,
  responders: z.array(
    z.strictObject({
      uri: text,
      issuer: text,
      answers: count,
      totalMs: durationMs,
      maxMs: durationMs,
    }),
  ),
  reasons: counted,
  revoked: z.array(sweepResult),
});

const sweepRun: z.ZodType<SweepRunView> = z.object({
  state: z.enum([
    'idle',
    'reading',
    'running',
    'paused',
    'done',
    'cancelled',
    'interrupted',
    'failed',
  ]),
  perSecond: z.number(),
  fraction: z.number().nullable(),
  leftMs: durationMs.nullable(),
  statistics,
  problem: text.nullable(),
});

const chosenFiles: z.ZodType<ChosenFiles> = z.strictObject({
  label: text,
  files: count,
  octets: count,
});

const sweepView: z.ZodType<SweepView> = z.strictObject({
  order: sweepOrder,
  chosen: chosenFiles.nullable(),
  issuers: count,
  run: sweepRun,
});

const sweepPage: z.ZodType<SweepPage> = z.strictObject({
  total: count,
  results: z.array(sweepResult),
});

/** The channels of the Sweep screen. */
export const sweepChannels = {
  'sweep:get-view': { request: nothing, response: sweepView },
  'sweep:choose-inputs': {
    request: z.strictObject({ kind: z.enum(['files', 'folder']) }),
    response: chosenFiles.nullable(),
  },
  'sweep:start-sweep': { request: sweepOrder, response: nothing },
  'sweep:resume-sweep': { request: nothing, response: nothing },
  'sweep:set-paused': { request: z.strictObject({ isPaused: z.boolean() }), response: nothing },
  'sweep:cancel-sweep': { request: nothing, response: nothing },
  'sweep:list-results': {
    request: z.strictObject({ status: status.nullable(), offset: count, limit: count.max(1_000) }),
    response: sweepPage,
  },
  'sweep:export-results': {
    request: z.strictObject({ form: z.enum(sweepForms) }),
    response: z.strictObject({ saved: z.boolean() }),
  },
};
