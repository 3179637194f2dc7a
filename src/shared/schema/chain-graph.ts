import { z } from 'zod';
import type { ChainGraph, LinkReason } from '../model/chain-graph.ts';
import { certificateSummary } from './certificate.ts';
import { chainFailure } from './chain.ts';
import { count, epochMs, fingerprint, shortText, text } from './primitives.ts';

const outcome = z.enum(['pass', 'fail']);

const reasons: z.ZodType<readonly LinkReason[]> = z.array(
  z.strictObject({
    aspect: z.enum([
      'name',
      'key-identifier',
      'signature',
      'authority',
      'path-length',
      'name-constraints',
      'purpose',
      'policy',
      'validity',
      'strength',
      'extensions',
    ]),
    outcome: z.enum(['pass', 'note', 'fail']),
    message: text,
    citation: shortText.nullable(),
  }),
);

export const trustStore = z.enum(['lab', 'own', 'system']);

export const chainGraph: z.ZodType<ChainGraph> = z.strictObject({
  at: epochMs,
  purpose: z.enum(['client', 'server', 'any']),
  nodes: z.array(
    z.strictObject({
      id: text,
      role: z.enum(['end', 'intermediate', 'root', 'missing']),
      label: text,
      summary: certificateSummary.nullable(),
      trustedIn: z.array(trustStore),
      rank: count,
      reasons,
    }),
  ),
  links: z.array(z.strictObject({ id: text, subject: text, issuer: text, outcome, reasons })),
  chains: z.array(
    z.strictObject({
      end: fingerprint,
      holds: z.boolean(),
      reachesAnchor: z.boolean(),
      failure: chainFailure.nullable(),
      steps: z.array(z.strictObject({ certificate: fingerprint, outcome, message: text, reasons })),
    }),
  ),
  leftOut: text.nullable(),
});
