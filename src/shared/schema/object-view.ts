import { z } from 'zod';
import type { ObjectText, TextForm } from '../model/object-view.ts';
import { count, text } from './primitives.ts';

export const textForm: z.ZodType<TextForm> = z.enum(['pem', 'json']);

export const objectText: z.ZodType<ObjectText> = z.strictObject({ text, length: count });
