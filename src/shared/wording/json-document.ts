import { toSafeJson } from './safe-text.ts';

/** A JSON document as every command prints it, and the window copies it: over many lines, with a line end. */
export function toJsonDocument(value: unknown): string {
  return `${toSafeJson(JSON.stringify(value, null, 2))}\n`;
}
