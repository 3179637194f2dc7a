import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type Browser, chromium, expect, test } from 'playwright/test';
import { packDebian } from '../../scripts/package/debian.mjs';
import { packUnpacked } from '../../scripts/package/unpacked.mjs';
import { installedRuntime } from '../../scripts/setup/electron-node.mjs';
import { createUserData, removeUserData } from './support/launch.ts';
import { workbenchPage } from './support/workbench-page.ts';

const run = promisify(execFile);

let folder: string;
let unpacked: string;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async () => {
  folder = await createUserData();
  unpacked = await packUnpacked(installedRuntime(), join(folder, 'dist'));
});
test.afterAll(() => removeUserData(folder));

test('the binary is sealed: no Node, no debugger, no other code, no other options', async () => {
  const wire = await getCurrentFuseWire(join(unpacked, 'revoscope'));
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  const on = [
    FuseV1Options.OnlyLoadAppFromAsar,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.EnableCookieEncryption,
  ];
  for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(state('0'));
  for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(state('1'));
});

test('the command line of the package needs no display and no Node', async () => {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const options = { env: { ...env, ELECTRON_RUN_AS_NODE: '1', PATH: '/usr/bin:/bin' } };
  const command = join(unpacked, 'bin', 'revoscope');
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  const { stdout } = await run(command, ['--version'], options);
  expect(stdout).toBe(`revoscope ${version}\n`);
  await expect(run(command, ['verify'], options)).rejects.toMatchObject({ code: 64, stdout: '' });
});

test('the packaged app starts, and its first authentication succeeds', async () => {
  const window = await openPackaged();
  try {
    const workbench = workbenchPage(window.page);
    await expect(window.page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
    const authenticate = workbench.policy.getByRole('button', { name: 'Authenticate' });
    await expect(authenticate).toBeEnabled();
    await authenticate.click();
    await workbench.expectVerdict('Authentication completed', /good/);
  } finally {
    await window.close();
  }
});

test('the Debian package holds the launcher, the icon and the types of file', async () => {
  const file = await packDebian(unpacked, { output: folder, version: '0', compression: 'none' });
  const { stdout: files } = await run('dpkg-deb', ['-c', file]);
  expect(files).toMatch(/\.\/usr\/bin\/revoscope -> \.\.\/lib\/revoscope\/bin\/revoscope\n/);
  expect(files).toMatch(/\.\/usr\/share\/pixmaps\/revoscope\.png\n/);
  expect(files).toMatch(/-rwsr-xr-x.*chrome-sandbox\n/);
  await run('dpkg-deb', ['-x', file, join(folder, 'deb')]);
  const entry = await readFile(
    join(folder, 'deb/usr/share/applications/revoscope.desktop'),
    'utf8',
  );
  expect(entry).toContain('Exec=revoscope %U\n');
  for (const type of ['x-x509-ca-cert', 'x-pkcs12', 'pkix-crl', 'ocsp-response']) {
    expect(entry).toContain(`application/${type};`);
  }
});

/** How the binary holds a fuse: as the character of a digit. */
function state(digit: '0' | '1'): number {
  return digit.charCodeAt(0);
}

/** A sealed app takes no debugger of the main process: the page is driven through Chromium's own port. */
async function openPackaged() {
  const userData = await createUserData();
  const app = spawn(
    join(unpacked, 'bin', 'revoscope'),
    [`--user-data-dir=${userData}`, '--remote-debugging-port=0', '--disable-gpu'],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const browser = await chromium.connectOverCDP(await debuggerOf(app));
  const page = await firstPage(browser);
  const close = async () => {
    const exited = once(app, 'exit');
    await page.close();
    await exited;
    await removeUserData(userData);
  };
  return { page, close };
}

async function debuggerOf(app: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of app.stderr ?? []) {
    said += chunk;
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`The packaged app ended before it could be driven: ${said}`);
}

async function firstPage(browser: Browser) {
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('The packaged app has no browser context.');
  return context.pages()[0] ?? (await context.waitForEvent('page'));
}
