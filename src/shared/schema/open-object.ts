import { z } from 'zod';
import type { OpenObject, UnlockOutcome } from '../model/open-object.ts';
import { inspectedKind } from './inspection.ts';
import { count, epochMs, fingerprint, identifier, text } from './primitives.ts';

export const openObject: z.ZodType<OpenObject> = z.strictObject({
  id: identifier,
  kind: inspectedKind,
  title: text,
  origin: text,
  openedAt: epochMs,
  byteLength: count,
  lock: z.enum(['none', 'locked', 'unlocked']),
  isKept: z.boolean(),
  problem: text.nullable(),
  findings: z.strictObject({ error: count, warning: count, note: count }),
  keyPin: fingerprint.nullable(),
  containerId: identifier.nullable(),
  certificates: z.array(fingerprint),
});

export const unlockOutcome: z.ZodType<UnlockOutcome> = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('unlocked') }),
  z.strictObject({
    outcome: z.literal('refused'),
    code: z.enum(['wrong-password', 'unsupported']),
    message: text,
  }),
]);
