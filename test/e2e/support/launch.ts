import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from 'playwright/test';
import { electronExecutable, launchArgs } from '../../support/electron.ts';
import { call } from './bridge.ts';
import { expectNoFaults, type FaultLog, watchFaults } from './faults.ts';

/** A running application with its window. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly faults: FaultLog;
  /** Where the application keeps its store. */
  readonly userData: string;
  /** Closes the window as a person does, and fails if anything went wrong that no test provoked. */
  readonly close: () => Promise<void>;
}

export interface LaunchOptions {
  /** Files on the command line. */
  readonly files?: readonly string[];
  /** The folder of an earlier run; a fresh one, removed at the end, by default. */
  readonly userData?: string;
  /** Whether the lab is expected to open; it is by default. */
  readonly lab?: 'opens' | 'fails';
}

/** The sizes that the window must look right in. */
export const sizes = {
  wide: { width: 1920, height: 1080 },
  large: { width: 1440, height: 900 },
  small: { width: 1024, height: 680 },
} as const;

/** Opens the built application and waits until its window is drawn. */
export async function launch(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const userData = options.userData ?? (await createUserData());
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: argumentsOf(userData, options.files ?? []),
    // Playwright's own default would stand in the way of the application's themes.
    colorScheme: null,
  });
  const page = await app.firstWindow();
  const faults = await watchFaults(app, page);
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  // The lab opens beside the window, and puts its clients among the certificates.
  if (options.lab !== 'fails') {
    await expect.poll(async () => (await call(page, 'app:get-snapshot', null)).lab).not.toBeNull();
  }
  const close = async () => {
    try {
      await expectNoFaults(faults);
    } finally {
      await closeWindow(app);
      if (options.userData === undefined) await removeUserData(userData);
    }
  };
  return { app, page, faults, userData, close };
}

/** Starts the application a second time on the same data; resolves when that second process has handed over. */
export async function launchAgain(userData: string, files: readonly string[]): Promise<void> {
  const second = spawn(electronExecutable(), argumentsOf(userData, files), { stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code, 'exit code of the second launch').toBe(0);
}

/** A fresh folder for the application's data. */
export async function createUserData(): Promise<string> {
  return await realpath(await mkdtemp(join(tmpdir(), 'revoscope-e2e-')));
}

/** Removes such a folder with all it holds. */
export async function removeUserData(userData: string): Promise<void> {
  await rm(userData, { recursive: true, force: true, maxRetries: 5 });
}

/** Makes the content of the window as large as this. */
export async function resize(
  { app, page }: Pick<LaunchedApp, 'app' | 'page'>,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  await expect
    .poll(() => page.evaluate(() => [window.innerWidth, window.innerHeight]))
    .toEqual([size.width, size.height]);
}

function argumentsOf(userData: string, files: readonly string[]): string[] {
  return [`--user-data-dir=${userData}`, ...launchArgs(...files)];
}

async function closeWindow(app: ElectronApplication): Promise<void> {
  const closed = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
  await closed;
}
