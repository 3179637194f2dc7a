import { z } from 'zod';
import type {
  ChainQuestion,
  ExportChoice,
  FoundObject,
  ObjectComparison,
  ObjectExport,
  ObjectText,
  TextForm,
} from '../model/object-view.ts';
import { trustStore } from './chain-graph.ts';
import { count, epochMs, identifier, text } from './primitives.ts';

export const textForm: z.ZodType<TextForm> = z.enum(['pem', 'text', 'json']);

export const objectText: z.ZodType<ObjectText> = z.strictObject({ text, length: count });

const comparedObject = z.strictObject({ title: text, origin: text });

export const objectComparison: z.ZodType<ObjectComparison> = z.strictObject({
  before: comparedObject,
  after: comparedObject,
  fields: z.array(z.strictObject({ path: text, before: text.nullable(), after: text.nullable() })),
});

export const chainQuestion: z.ZodType<ChainQuestion> = z.strictObject({
  at: epochMs.nullable(),
  purpose: z.enum(['client', 'server', 'any']),
  stores: z.array(trustStore).max(3),
});

export const foundObject: z.ZodType<FoundObject> = z.strictObject({
  id: identifier,
  what: text.nullable(),
  text,
});

const plainForms = ['pem', 'text', 'json', 'der', 'pkcs7'] as const;

export const exportChoice: z.ZodType<ExportChoice> = z.strictObject({
  form: z.enum([...plainForms, 'pkcs12']),
  refusal: text.nullable(),
});

export const objectExport: z.ZodType<ObjectExport> = z.discriminatedUnion('as', [
  z.strictObject({ as: z.enum(plainForms) }),
  z.strictObject({
    as: z.literal('pkcs12'),
    encryption: z.enum(['modern', 'legacy']),
    password: z.string().max(256),
  }),
]);
