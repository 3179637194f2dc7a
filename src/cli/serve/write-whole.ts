import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file of mode 0600 beside and renames it: a crash leaves the old text or the new one, never half of one. */
export function writeWhole(path: string, text: string): void {
  const beside = `${path}.new`;
  rmSync(beside, { force: true });
  writeFileSync(beside, text, { mode: 0o600, flush: true });
  renameSync(beside, path);
}
