import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { withDisplay } from '../../scripts/setup/display.mjs';
import { typescriptLoader } from '../../scripts/setup/electron-node.mjs';
import { root } from '../../scripts/setup/paths.mjs';
import { call } from '../e2e/support/bridge.ts';
import { privateOf, type RunningApp, rendererOf, residentOf, startApp } from './app-process.ts';
import { fillWorkspace } from './many-flows.ts';
import { atLeast, atMost, type Measurement, median, told } from './measure.ts';
import type { SteadyOrder, SteadyReport } from './steady-visitor.ts';

const flowCount = 100_000;
const perSecond = 200;
const seconds = 15;
const client = 'lab-client-good';

/** The window over a hundred thousand flows, and while two hundred more come in each second. */
export async function measureWindow(): Promise<readonly Measurement[]> {
  return await withDisplay(async (env) => {
    const userData = mkdtempSync(join(tmpdir(), 'revoscope-window-'));
    try {
      const path = join(userData, 'workspace.revoscope');
      await fillWorkspace(path, flowCount);
      // The first start founds the lab; a person who comes back has one.
      await (await openWindow(userData, env)).stop();
      const app = await openWindow(userData, env);
      const shownAfter = await app.page.evaluate(() => Date.now());
      try {
        const rows = [
          told('flows in the workspace', flowCount, ''),
          atMost('  workspace file', statSync(path).size / 1e6, 'MB', 200),
          atMost(
            '  start of the program until they are listed',
            shownAfter - app.began,
            'ms',
            2_000,
          ),
          ...(await measureSearch(app.page)),
        ];
        const frames = await measureFrames(app, userData);
        return [...rows, ...frames, ...(await measureMemory(app))];
      } finally {
        await app.stop();
      }
    } finally {
      rmSync(userData, { recursive: true, force: true });
    }
  });
}

async function openWindow(userData: string, env: NodeJS.ProcessEnv): Promise<RunningApp> {
  const app = await startApp(root, userData, env);
  const { page } = app;
  await page
    .getByRole('listbox', { name: /^Flows/ })
    .getByRole('option')
    .first()
    .waitFor();
  const isOpen = async () => (await call(page, 'app:get-snapshot', null)).lab !== null;
  while (!(await isOpen())) await new Promise((resolve) => setTimeout(resolve, 20));
  return app;
}

/** From the question of the window to the page of rows that answers it. */
async function measureSearch(page: Page): Promise<readonly Measurement[]> {
  const filters = {
    'search for a text that many have': { statuses: null, sources: null, text: 'keyCompromise' },
    'search for a text that none has': { statuses: null, sources: null, text: 'zz-top' },
    'filter by status': { statuses: ['revoked' as const], sources: null, text: '' },
    'filter by source': { statuses: null, sources: ['client' as const], text: '' },
  };
  const rows: Measurement[] = [];
  for (const [name, filter] of Object.entries(filters)) {
    const times: number[] = [];
    for (let round = 0; round < 9; round++) {
      // Counted anew each time, as for a person who types on.
      const text = filter.text === '' ? '' : filter.text.slice(0, filter.text.length - (round % 2));
      const began = performance.now();
      await call(page, 'flows:list-flows', { filter: { ...filter, text }, offset: 0, limit: 200 });
      times.push(performance.now() - began);
    }
    rows.push(atMost(`  ${name}, median`, median(times), 'ms', 50));
  }
  return rows;
}

async function measureFrames(app: RunningApp, userData: string): Promise<readonly Measurement[]> {
  const { page } = app;
  await call(page, 'mtls:get-commands', { clientId: client });
  const { mtls } = await call(page, 'app:get-snapshot', null);
  if (mtls.state.state !== 'running') throw new Error('the mTLS server does not run');
  const read = (name: string) => readFileSync(join(userData, 'lab-clients', name), 'utf8');
  const identity = { certificate: read(`${client}.pem`), key: read(`${client}.key.pem`) };
  const visitor = { name: client, identity };
  const follow = page.getByRole('button', { name: 'Follow new flows' });
  const rows: Measurement[] = [];
  for (const mode of ['staying at one flow', 'following the newest']) {
    if (mode === 'following the newest') await follow.click();
    const busy = await busyTime(page);
    const frames = page.evaluate(frameTimes, seconds * 1_000);
    const report = await visitSteadily({ port: mtls.state.port, perSecond, seconds, visitor });
    const sorted = [...(await frames)].sort((a, b) => a - b);
    rows.push(
      told(`flows arrive, ${mode}`, report.answered / report.seconds, '/s'),
      atMost('  time of a frame, 99th percentile', at(sorted, 0.99), 'ms', 50),
      told('  longest', at(sorted, 1), 'ms'),
      atLeast('  frames drawn', sorted.length / seconds, '/s', 30),
      told("  work of the page's own thread", ((await busy()) / report.seconds) * 100, '%'),
    );
  }
  return rows;
}

/** Counts the seconds that the page's thread computes; what else the machine does is not in them. */
async function busyTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const before = await read();
  return async () => {
    const seconds = (await read()) - before;
    await session.detach();
    return seconds;
  };
}

async function visitSteadily(order: SteadyOrder): Promise<SteadyReport> {
  const program = join(root, 'test/bench/steady-visitor.ts');
  const child = fork(program, { execArgv: ['--import', typescriptLoader] });
  try {
    child.send(order);
    const [report]: SteadyReport[] = await once(child, 'message');
    if (report === undefined) throw new Error('the visitor said nothing');
    return report;
  } finally {
    child.disconnect();
  }
}

/** In the page: the time from each frame to the next. */
function frameTimes(forMs: number): Promise<readonly number[]> {
  return new Promise((resolve) => {
    const times: number[] = [];
    const began = performance.now();
    let last = began;
    const frame = (now: number) => {
      times.push(now - last);
      last = now;
      if (now - began < forMs) requestAnimationFrame(frame);
      else resolve(times.slice(1));
    };
    requestAnimationFrame(frame);
  });
}

/** After the list was gone through from end to end; what is garbage by then is collected first. */
async function measureMemory(app: RunningApp): Promise<readonly Measurement[]> {
  await app.page.evaluate(async () => {
    const list = document.querySelector('[role="listbox"][aria-label^="Flows"]');
    for (let part = 0; part <= 40; part++) {
      list?.scrollTo(0, (list.scrollHeight * part) / 40);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
  const session = await app.page.context().newCDPSession(app.page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  const pid = rendererOf(app);
  return [
    atMost('  memory of the renderer that is its own', privateOf(pid), 'MiB', 150),
    told('  with what it shares, resident', residentOf(pid), 'MiB'),
  ];
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
