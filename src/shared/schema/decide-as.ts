import { z } from 'zod';
import type { DecideAs } from '../model/decide-as.ts';
import type { JudgeDescription } from '../model/judged-by.ts';
import { identifier, shortText, text } from './primitives.ts';

export const decideAs: z.ZodType<DecideAs> = z.strictObject({
  judge: identifier,
  settings: z.record(identifier, shortText),
});

export const judgeDescription: z.ZodType<JudgeDescription> = z.strictObject({
  id: identifier,
  name: text,
  version: text,
  source: text,
  evidence: z.enum(['observed', 'read']),
  settings: z.array(
    z.strictObject({
      name: text,
      kind: z.enum(['flag', 'number', 'choice', 'certificates']),
      words: z.array(text),
      fallback: text,
      about: text,
    }),
  ),
});
