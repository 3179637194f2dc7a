import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { needsVirtualDisplay } from './display.mjs';
import { SetupError, say } from './report.mjs';
import { findProgram, run } from './run.mjs';

/** The Debian packages that hold the shared libraries which Electron is linked to. */
const ELECTRON_PACKAGES = [
  'libnss3',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libgtk-3-0',
  'libgbm1',
  'libasound2',
  'libcups2',
  'libdrm2',
  'libxss1',
  'libxtst6',
];
/** Programs and the Debian package of each. */
const DISPLAY_PROGRAMS = { Xvfb: 'xvfb' };
const TEST_PROGRAMS = {
  openssl: 'openssl',
  curl: 'curl',
  nginx: 'nginx',
  apache2: 'apache2-bin',
  'dpkg-deb': 'dpkg',
  fakeroot: 'fakeroot',
};

/**
 * Makes sure that Electron's shared libraries are there, and the programs for a virtual display
 * and for tests where they are wanted. Installs them as root on Debian; elsewhere names the command.
 * @param {string} executable the Electron that is to run
 * @param {'app' | 'tests'} purpose
 */
export async function ensureSystemLibraries(executable, purpose) {
  if (process.platform !== 'linux') return;
  const libraries = await missingLibraries(executable);
  const programs = missingPrograms(purpose);
  if (libraries.length === 0 && programs.length === 0) return;
  const names = [...libraries, ...programs.map(({ program }) => program)].join(', ');
  const packages = [
    ...(libraries.length > 0 ? ELECTRON_PACKAGES : []),
    ...programs.map((each) => each.package),
  ];
  if (findProgram('apt-get') === null) {
    throw new SetupError(
      `these are missing on this system: ${names}.`,
      `Install them with your package manager; on Debian they are in: ${packages.join(' ')}.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `these are missing on this system: ${names}.`,
      `Run: sudo apt-get install --no-install-recommends ${(await availableNames(packages)).join(' ')}`,
    );
  }
  await install(packages, names);
  const still = [...(await missingLibraries(executable)), ...missingPrograms(purpose)];
  if (still.length > 0) {
    throw new SetupError(
      `still missing after the installation: ${still.map(String).join(', ')}.`,
      `"ldd ${executable}" shows what Electron looks for.`,
    );
  }
}

/** Programs of the servers that `npm run servers` tries, and the Debian package of each. */
const SERVER_PROGRAMS = {
  ...TEST_PROGRAMS,
  stunnel4: 'stunnel4',
  haproxy: 'haproxy',
  keytool: 'default-jre-headless',
};
const TOMCAT = '/usr/share/tomcat10/bin/bootstrap.jar';

/** Makes sure that the servers of `npm run servers` are there; installs them as root on Debian, as above. */
export async function ensureServerPrograms() {
  const missing = Object.entries(SERVER_PROGRAMS).filter(([name]) => findProgram(name) === null);
  const packages = [
    ...missing.map(([, name]) => name),
    ...(existsSync(TOMCAT) ? [] : ['tomcat10-common']),
  ];
  if (packages.length === 0) return;
  if (findProgram('apt-get') === null || process.getuid?.() !== 0) {
    throw new SetupError(
      `these servers are missing on this system: ${packages.join(', ')}.`,
      `On Debian: sudo apt-get install --no-install-recommends ${packages.join(' ')}`,
    );
  }
  await install(packages, packages.join(', '));
}

/**
 * Asks the dynamic linker itself, so that it is right on any distribution and for any Electron.
 * @param {string} executable
 * @returns {Promise<string[]>} names such as `libnss3.so`
 */
async function missingLibraries(executable) {
  const { output } = await run('ldd', [executable], { output: 'capture' });
  return parseMissing(output);
}

/**
 * @param {string} output of `ldd`
 * @returns {string[]}
 */
export function parseMissing(output) {
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/** @param {'app' | 'tests'} purpose */
function missingPrograms(purpose) {
  const wanted = {
    ...(needsVirtualDisplay() ? DISPLAY_PROGRAMS : {}),
    ...(purpose === 'tests' ? TEST_PROGRAMS : {}),
  };
  return Object.entries(wanted)
    .filter(([program]) => findProgram(program) === null)
    .map(([program, name]) => ({ program, package: name, toString: () => program }));
}

/**
 * @param {readonly string[]} packages
 * @param {string} names what is missing, in words
 */
async function install(packages, names) {
  say(`installing system packages, for ${names}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { output: 'capture', env });
  const chosen = await availableNames(packages);
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...chosen];
  const result = await withoutServices(() => run('apt-get', args, { output: 'capture', env }));
  if (result.code === 0) return;
  const said = `${update.output}\n${result.output}`.trim().split('\n').slice(-6).join('\n  ');
  throw new SetupError(
    `the system packages could not be installed:\n  ${said}`,
    `Run: apt-get update && apt-get install --no-install-recommends ${chosen.join(' ')}`,
  );
}

/**
 * Debian 13 renamed some libraries (`libgtk-3-0` to `libgtk-3-0t64`).
 * @param {readonly string[]} packages
 * @returns {Promise<string[]>} the same, by the names of this release
 */
async function availableNames(packages) {
  const { output } = await run('apt-cache', ['pkgnames'], { output: 'capture' });
  const known = new Set(output.split('\n'));
  return packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

/**
 * Keeps Debian from starting the services of what is installed meanwhile: nginx is wanted as a
 * program for tests, not as a server on port 80.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withoutServices(work) {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return await work();
  const hadNginx = findProgram('nginx') !== null;
  await writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    await rm(policy, { force: true });
    if (!hadNginx && findProgram('nginx') !== null && existsSync('/run/systemd/system')) {
      await run('systemctl', ['disable', '--quiet', 'nginx'], { output: 'capture' });
    }
  }
}
