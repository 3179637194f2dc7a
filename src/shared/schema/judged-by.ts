import { z } from 'zod';
import { type JudgedFlow, judgeCodes, type ProgramOpinion } from '../model/judged-by.ts';
import { checkIds } from '../model/verdict.ts';
import { epochMs, identifier, text } from './primitives.ts';

const rule = z.strictObject({
  id: identifier,
  words: text,
  outcome: z.enum(['pass', 'warn', 'not-applicable', 'decides', 'not-run']),
  found: text,
  check: z.enum(checkIds).nullable(),
});

const opinion: z.ZodType<ProgramOpinion> = z.strictObject({
  id: identifier,
  name: text,
  version: text,
  source: text,
  evidence: z.enum(['observed', 'read']),
  code: z.enum(judgeCodes),
  admits: z.boolean(),
  sentence: text,
  decidedBy: text,
  rules: z.array(rule),
  agrees: z.boolean(),
  turn: text.nullable(),
});

/** What other programs say of a flow. */
export const judgedFlow: z.ZodType<JudgedFlow> = z.strictObject({
  at: epochMs,
  opinions: z.array(opinion),
});
