import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: the folder that holds package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

/**
 * The per-user folder for what set-up downloads, shared by all checkouts.
 * `REVOSCOPE_CACHE` moves it.
 * @returns {string} an absolute path, which may not exist yet
 */
export function cacheFolder() {
  const { REVOSCOPE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (REVOSCOPE_CACHE) return REVOSCOPE_CACHE;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'revoscope');
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'revoscope');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'revoscope');
}
