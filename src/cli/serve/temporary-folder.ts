import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { isAbandoned } from './lab-lock.ts';

const prefix = 'revoscope-lab-';

/** Makes a folder for a lab that its owner alone may enter, and that goes when the process ends, however it does. */
export function makeTemporaryFolder(parent = tmpdir()): string {
  sweepAbandoned(parent);
  const path = mkdtempSync(join(parent, prefix));
  process.once('exit', () => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Removes what processes left behind that were killed: there are private keys in it. */
function sweepAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(parent, name);
    try {
      if (isOurs(path) && isAbandoned(path)) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another process sweeps too, or it is not ours to remove: neither keeps this one from its work.
    }
  }
}

/** A folder of this user, and no link to one. */
function isOurs(path: string): boolean {
  const found = lstatSync(path);
  return found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid());
}
