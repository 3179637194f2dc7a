import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The Electron that a package is made of, without what belongs to development: its default app, and our own
 * record of how a closed-network runtime was made.
 * @param {string} runtime folder of an Electron distribution
 * @param {string} target an empty folder
 */
export async function copyDistribution(runtime, target) {
  await cp(runtime, target, { recursive: true, verbatimSymlinks: true });
  for (const name of ['resources/default_app.asar', 'revoscope.json']) {
    await rm(join(target, name), { recursive: true, force: true });
  }
}
