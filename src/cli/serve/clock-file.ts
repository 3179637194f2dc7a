import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { DurationMs } from '#shared/model/time.ts';
import { writeWhole } from './write-whole.ts';

/** How far a lab's clock runs ahead of the real one, kept between runs; negative where it runs behind. */
export interface ClockOffset {
  read(): DurationMs;
  write(offsetMs: DurationMs): void;
}

/** A thousand years: what a time in a certificate can still show. */
export const mostOffsetMs = 1_000 * 365 * 86_400_000;

/** Keeps the offset in a file; none where the clock is the real one. */
export function createClockFile(path: string): ClockOffset {
  return {
    read: () => {
      if (!existsSync(path)) return 0;
      const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
      const offset: unknown =
        typeof value === 'object' && value !== null ? Reflect.get(value, 'offsetMs') : null;
      if (
        !Number.isSafeInteger(offset) ||
        typeof offset !== 'number' ||
        Math.abs(offset) > mostOffsetMs
      ) {
        throw new Error(`${path} holds no offset of a clock`);
      }
      return offset;
    },
    write: (offsetMs) => {
      if (offsetMs === 0) rmSync(path, { force: true });
      else writeWhole(path, `${JSON.stringify({ offsetMs })}\n`);
    },
  };
}
