import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { refusalOf } from './enter.mjs';
import { alone } from './lock.mjs';
import { npm } from './npm.mjs';
import { root } from './paths.mjs';
import { SetupError, say } from './report.mjs';

/**
 * @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean }>} LockEntries
 */

/** Installs the packages of package-lock.json, unless exactly those are there. */
export async function ensurePackages() {
  const refusal = refusalOf(process.versions.node);
  if (refusal !== null) throw new SetupError(refusal.message, refusal.remedy);
  if (!packagesAreInstalled(root)) await alone(install);
  linkOwnCommand(root);
}

async function install() {
  // Another run may have done it while this one waited.
  if (packagesAreInstalled(root)) return;
  say('installing packages (npm ci)');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const { code } = await npm(args, { output: 'stderr' });
  if (code === 0) return;
  throw new SetupError(
    'the packages could not be installed from the npm registry.',
    `Run "npm ci" in ${root} where the registry can be reached ("npm config get registry" names it).`,
  );
}

/**
 * Compares npm's own record of what it installed with the lock file. A package that is absent
 * counts only if it is not optional (one made for another platform).
 * @param {string} folder
 * @returns {boolean}
 */
export function packagesAreInstalled(folder) {
  const wanted = readLock(join(folder, 'package-lock.json'));
  const present = readLock(join(folder, 'node_modules', '.package-lock.json'));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * @param {string} file
 * @returns {LockEntries | null} null if there is none that can be read
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * Puts our own command beside those of the packages, so that `npx revoscope` finds it at once
 * (npm links the commands of dependencies only).
 * @param {string} folder
 */
function linkOwnCommand(folder) {
  const link = join(folder, 'node_modules', '.bin', 'revoscope');
  if (process.platform === 'win32' || !existsSync(join(folder, 'node_modules', '.bin'))) return;
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) return;
  symlinkSync('../../scripts/revoscope.mjs', link);
}
