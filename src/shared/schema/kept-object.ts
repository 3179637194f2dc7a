import { z } from 'zod';

/** An open object with its passwords, as the system's safe storage keeps it. */
export const keptObject = z.strictObject({
  format: z.literal('revoscope-kept-object'),
  /** Base64. */
  der: z.string(),
  encoding: z.enum(['pem', 'base64', 'der']),
  label: z.string().nullable(),
  headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  origin: z.string(),
  passwords: z.array(z.string()),
});
