import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './paths.mjs';
import { say } from './report.mjs';

/**
 * Runs work that only one process may do at a time in this checkout (installing, building).
 * A lock whose owner has died is taken over.
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [file]
 * @returns {Promise<T>}
 */
export async function alone(work, file = join(root, 'out', 'setup.lock')) {
  mkdirSync(join(file, '..'), { recursive: true });
  for (let waiting = false; !take(file); waiting = true) {
    if (!waiting) say(`waiting for another run in this checkout (process ${ownerOf(file) ?? '?'})`);
    await delay(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const owner = ownerOf(file);
    if (owner !== null && !isRunning(owner)) rmSync(file, { force: true });
    return false;
  }
}

/**
 * @param {string} file
 * @returns {number | null} null while the owner has not yet written its number
 */
function ownerOf(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null;
  } catch {
    // Given back meanwhile.
    return null;
  }
}

/**
 * @param {number} pid
 * @returns {boolean} whether a process with this number exists
 */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
