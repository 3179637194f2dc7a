import { z } from 'zod';
import { verdictWords } from '../model/matrix-run.ts';
import {
  type MatrixOrder,
  type MatrixProgress,
  type MatrixRunSummary,
  type MatrixView,
  matrixForms,
  type TrustKit,
} from '../model/matrix-view.ts';
import { productIds } from '../model/settings-of-others.ts';
import { cellResult, successCriterion } from './matrix.ts';
import { count, epochMs, identifier, shortText, text } from './primitives.ts';

const word = z.enum([...verdictWords, 'void']);

/** The shape alone: whether the values make sense is the workbench's to say, field by field. */
export const matrixOrder: z.ZodType<MatrixOrder> = z.strictObject({
  urls: z.array(shortText).max(100),
  connectTo: shortText.nullable(),
  serverName: shortText.nullable(),
  hostHeader: shortText.nullable(),
  trustPem: text.nullable(),
  tls: z.enum(['any', 'TLSv1.2', 'TLSv1.3']),
  method: z.enum(['GET', 'HEAD', 'POST', 'OPTIONS']),
  success: successCriterion.nullable(),
  expectation: z.enum(['closed', 'open', 'soft', 'off', 'policy']),
  cases: z.union([z.enum(['core', 'all']), z.array(identifier).max(200)]),
  patienceSeconds: z.number(),
  parallel: z.number(),
  listenHost: shortText,
  listenPort: z.number(),
  exposure: z.enum(['loopback-only', 'confirmed']),
  responderUrl: shortText.nullable(),
  reference: z.enum(['with', 'without']),
});

const matrixProgress: z.ZodType<MatrixProgress> = z.strictObject({
  state: z.enum(['idle', 'running', 'paused', 'done', 'cancelled', 'failed']),
  done: count,
  total: count,
  targets: z.array(text),
  runId: identifier.nullable(),
  problem: text.nullable(),
});

export const matrixRunSummary: z.ZodType<MatrixRunSummary> = z.object({
  id: identifier,
  startedAt: epochMs,
  expectation: text,
  targets: z.array(z.object({ name: text, word })),
  origin: text.nullable(),
});

export const matrixRunSummaries = z.array(matrixRunSummary).max(1_000);

export const matrixView: z.ZodType<MatrixView> = z.strictObject({
  order: matrixOrder,
  progress: matrixProgress,
  live: z.array(z.strictObject({ target: text, result: cellResult })),
  runs: matrixRunSummaries,
  cases: z.array(
    z.strictObject({
      id: identifier,
      title: text,
      family: z.enum([
        'control',
        'good',
        'revoked',
        'unknown',
        'no-answer',
        'proof-fails',
        'observed',
      ]),
      isCore: z.boolean(),
    }),
  ),
});

export const productId = z.enum(productIds);
export const matrixForm = z.enum(matrixForms);

export const trustKit: z.ZodType<TrustKit> = z.strictObject({
  product: productId,
  file: text,
  pem: text,
  snippet: text,
  notSaid: z.array(z.strictObject({ field: text, says: text })),
});
