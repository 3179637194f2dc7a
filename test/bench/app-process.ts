import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright';
import { electronSwitches } from '../../scripts/setup/display.mjs';
import { installedRuntime } from '../../scripts/setup/electron-node.mjs';

/** An Electron app that runs, and the page in its window. */
export interface RunningApp {
  readonly page: Page;
  /** When it was started, as milliseconds since 1970. */
  readonly began: number;
  readonly pid: number;
  /** Ends it as a person who closes it does. */
  readonly stop: () => Promise<void>;
}

/** Starts the app in a folder on a data folder of its own. */
export async function startApp(
  app: string,
  userData: string,
  env: NodeJS.ProcessEnv,
): Promise<RunningApp> {
  const switches = [...electronSwitches(env), '--remote-debugging-port=0'];
  const began = Date.now();
  const child = spawn(
    installedRuntime().executable,
    [...switches, `--user-data-dir=${userData}`, app],
    { env, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const browser = await chromium.connectOverCDP(await debuggerOf(child));
  const page = await firstPage(browser);
  const stop = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  return { page, began, pid: child.pid ?? 0, stop };
}

async function debuggerOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stderr ?? []) {
    said += chunk;
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (address !== undefined) {
      // Who stops reading would have the app wait for room.
      child.stderr?.resume();
      return address;
    }
  }
  throw new Error(`the app ended before it could be measured: ${said}`);
}

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('the app has no browser context');
  return context.pages()[0] ?? (await context.waitForEvent('page'));
}

/** Every process that `pid` started, itself included. */
export function processesOf(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^PPid:\s*(\d+)/m.exec(read(name, 'status'))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (each: number): boolean => {
    const parent = parents.get(each);
    return each === pid || (parent !== undefined && isOurs(parent));
  };
  return [...parents.keys()].filter(isOurs);
}

/** Resident memory in MiB. */
export function residentOf(pid: number): number {
  return Number(/^VmRSS:\s*(\d+)/m.exec(read(String(pid), 'status'))?.[1] ?? 0) / 1_024;
}

/** The process that draws the page. */
export function rendererOf(app: RunningApp): number {
  const renderer = processesOf(app.pid).find((pid) =>
    read(String(pid), 'cmdline').includes('--type=renderer'),
  );
  if (renderer === undefined) throw new Error('nothing draws the page');
  return renderer;
}

/** MiB of a process that it shares with none. */
export function privateOf(pid: number): number {
  const rollup = read(String(pid), 'smaps_rollup');
  const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s*(\d+)/gm)];
  return kilobytes.reduce((sum, [, count]) => sum + Number(count), 0) / 1_024;
}

function read(pid: string, file: string): string {
  if (!/^\d+$/.test(pid)) return '';
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
