import { z } from 'zod';
import type { ListenError } from '../model/lab.ts';
import { count, text } from './primitives.ts';

export const listenError: z.ZodType<ListenError> = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('port-in-use'), port: count }),
  z.strictObject({ code: z.literal('port-not-allowed'), port: count }),
  z.strictObject({ code: z.literal('listen-failed'), port: count, detail: text }),
]);
