import { z } from 'zod';

// The window's policy forbids eval; the schemas are also used where that matters, so zod never compiles them.
z.config({ jitless: true });

export const bytes = z.instanceof(Uint8Array);
export const text = z.string().max(1_000_000);
export const shortText = z.string().max(4_096);
export const count = z.number().int().nonnegative();
/** What Date can hold: of any other number, nobody could write a date. */
export const epochMs = z.number().min(-8.64e15).max(8.64e15);
export const durationMs = z.number().nonnegative();
export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);
export const identifier = z.string().min(1).max(200);
export const nothing = z.null();
