import { fstatSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** A reader that wants one line and goes has gone by the first, or, on a busy machine, by the second. */
const lookAfterMs = [250, 2_000];

/**
 * Writes `probe`, white space that means nothing, twice after the first lines. Only writing tells that a pipe has
 * no reader any more, and a server may have nothing to write for hours after `| head -1` has had its line.
 */
export function probeReader(
  stream: Writable & { readonly fd: number },
  probe: string,
  signal: AbortSignal,
): void {
  const found = fstatSync(stream.fd);
  if (!found.isFIFO() && !found.isSocket()) return;
  const timers = lookAfterMs.map((ms) => setTimeout(() => stream.write(probe), ms).unref());
  // Nothing may follow the last line.
  signal.addEventListener('abort', () => timers.forEach(clearTimeout), { once: true });
}
