import { z } from 'zod';
import {
  type CellQuestion,
  type CellResult,
  type MatrixRun,
  type ProbeRecord,
  type TargetColumn,
  verdictWords,
} from '../model/matrix-run.ts';
import { count, durationMs, epochMs, text } from './primitives.ts';

const word = z.enum([...verdictWords, 'void']);
const admitOrDeny = z.enum(['admit', 'deny']);
const manyTexts = z.array(text).max(1_000);
const mostCells = 1_000;

const question: z.ZodType<CellQuestion> = z.object({
  at: epochMs,
  method: text,
  httpVersion: text,
  hash: z.enum(['sha1', 'sha256', 'sha384', 'sha512']).nullable(),
  nonceOctets: count.nullable(),
  answer: text,
  heldMs: durationMs.nullable(),
});

export const successCriterion = z.object({
  statuses: z.array(z.number().int().min(100).max(999)).max(1_000).nullable(),
  header: z.object({ name: text, contains: text }).nullable(),
  bodyContains: text.nullable(),
});

const record: z.ZodType<ProbeRecord> = z.object({
  // Runs that were written before it was kept do not say it.
  startedAt: epochMs.nullable().default(null),
  phase: z.enum(['connect', 'handshake', 'after-handshake', 'response']),
  alert: z.number().nullable(),
  httpStatus: z.number().nullable(),
  headers: z.record(z.string(), text),
  body: text,
  closed: z.enum(['alert', 'fin', 'reset', 'us']).nullable(),
  tlsVersion: text.nullable(),
  resumed: z.boolean(),
  serverFingerprint: text.nullable(),
  failure: z.object({ kind: z.enum(['tcp', 'server-tls', 'other']), message: text }).nullable(),
  times: z.object({
    connected: durationMs.nullable(),
    secured: durationMs.nullable(),
    firstByte: durationMs.nullable(),
    total: durationMs,
  }),
});

export const cellResult: z.ZodType<CellResult> = z.object({
  caseId: text,
  title: text,
  family: z.enum(['control', 'good', 'revoked', 'unknown', 'no-answer', 'proof-fails', 'observed']),
  outcome: z
    .object({
      kind: z.enum(['admitted', 'denied', 'hung', 'unreachable', 'unclear']),
      how: text,
    })
    .nullable(),
  word,
  expected: admitOrDeny.nullable(),
  record: record.nullable(),
  questions: z.array(question).max(10_000),
  note: text.nullable(),
});

const cells = z.array(cellResult).max(mostCells);

const column: z.ZodType<TargetColumn> = z.object({
  name: text,
  url: text,
  state: z.enum(['measured', 'void']),
  voidCauses: manyTexts,
  notes: manyTexts,
  serverHeader: text.nullable(),
  serverFingerprint: text.nullable(),
  success: successCriterion.nullable(),
  controls: cells,
  cells,
  extras: cells,
  headline: z.object({ word, text }),
});

/** A run as its JSON keeps it; what a later version adds passes unread. */
export const matrixRun: z.ZodType<MatrixRun> = z.object({
  schema: z.literal('revoscope-matrix'),
  version: z.literal(1),
  startedAt: epochMs,
  durationMs,
  patienceMs: durationMs,
  expectation: z.object({
    name: text,
    table: z.object({
      good: admitOrDeny,
      revoked: admitOrDeny,
      unknown: admitOrDeny,
      'no-answer': admitOrDeny,
      'proof-fails': admitOrDeny,
    }),
  }),
  targets: z.array(column).max(100),
});
