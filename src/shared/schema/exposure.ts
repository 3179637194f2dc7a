import { z } from 'zod';
import {
  type Exposure,
  type ExposureHabits,
  exposurePartIds,
  exposureSettings,
  type MeasuredExposure,
} from '../model/exposure.ts';
import { count, text } from './primitives.ts';

const seconds = z.number().int().min(0).max(315_360_000);

export const exposureHabits: z.ZodType<ExposureHabits> = z.strictObject({
  responder: z.strictObject({
    delaySeconds: seconds,
    nextUpdateSeconds: seconds.nullable(),
    oldAnswers: z.enum(['replaced', 'come-again']),
    outageSeconds: seconds.nullable(),
  }),
  server: z.strictObject({
    resumption: z.enum(['judged-again', 'not-judged']),
    sessionSeconds: seconds.nullable(),
    recheck: z.enum(['each-request', 'each-connection']),
    connectionSeconds: seconds.nullable(),
  }),
});

export const exposure: z.ZodType<Exposure> = z.strictObject({
  seconds: z.number().nullable(),
  parts: z.array(
    z.strictObject({
      id: z.enum(exposurePartIds),
      seconds: z.number().nullable(),
      setting: z.enum(exposureSettings),
      formula: text,
    }),
  ),
});

export const measuredExposure: z.ZodType<MeasuredExposure> = z.strictObject({
  seconds: z.number().nullable(),
  watchedSeconds: z.number(),
  parts: z.array(
    z.strictObject({
      id: z.enum(['asked', 'kept', 'silent', 'resumption', 'keep-alive']),
      seconds: z.number().nullable(),
      visits: count,
    }),
  ),
  predicted: exposure,
  tookMs: z.number(),
});
