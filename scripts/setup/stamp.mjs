import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A short text that changes when a file below the given paths is added, removed or written.
 * It rests on names, sizes and modification times, so it takes a few milliseconds.
 * @param {string} folder
 * @param {readonly string[]} paths files and folders, relative to `folder`; absent ones count as such
 * @returns {string}
 */
export function fingerprint(folder, paths) {
  const hash = createHash('sha256');
  for (const path of paths) addToHash(hash, folder, path);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} folder
 * @param {string} path
 */
function addToHash(hash, folder, path) {
  const full = join(folder, path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found === undefined) {
    hash.update(`${path}\0absent\n`);
  } else if (found.isDirectory()) {
    for (const name of readdirSync(full).sort()) addToHash(hash, folder, `${path}/${name}`);
  } else {
    hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`);
  }
}

/**
 * @param {string} file
 * @returns {string | null} the stamp that was written there
 */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @param {string} stamp
 */
export function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}
