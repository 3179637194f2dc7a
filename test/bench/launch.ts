import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDisplay } from '../../scripts/setup/display.mjs';
import { root } from '../../scripts/setup/paths.mjs';
import { processesOf, residentOf, startApp } from './app-process.ts';
import { atMost, type Measurement, median, ratio, told } from './measure.ts';

const rounds = 7;

/** How one launch went. */
interface Launch {
  /** From the start of the program to its first contentful paint. */
  readonly paintMs: number;
  /** Resident memory of all its processes once it rests, in MiB. */
  readonly residentMiB: number;
}

/** Launching the app beside an empty Electron app, in turns. */
export async function measureLaunch(): Promise<readonly Measurement[]> {
  return await withDisplay(async (env) => {
    const folder = mkdtempSync(join(tmpdir(), 'revoscope-launch-'));
    try {
      const empty = writeEmptyApp(folder);
      const ours: Launch[] = [];
      const theirs: Launch[] = [];
      for (let round = -1; round < rounds; round++) {
        const pair = [await launch(empty, folder, env), await launch(root, folder, env)] as const;
        // The first round brings files from the disk.
        if (round < 0) continue;
        theirs.push(pair[0]);
        ours.push(pair[1]);
      }
      return report(ours, theirs);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

function report(ours: readonly Launch[], theirs: readonly Launch[]): readonly Measurement[] {
  const paints = (launches: readonly Launch[]) => launches.map(({ paintMs }) => paintMs);
  const memory = (launches: readonly Launch[]) => launches.map(({ residentMiB }) => residentMiB);
  return [
    told('launch to first contentful paint', median(paints(ours)), 'ms'),
    atMost('  beside an empty Electron app', ratio(paints(ours), paints(theirs)), '×', 1.4),
    told('resident memory of all processes', median(memory(ours)), 'MiB'),
    atMost('  beside an empty Electron app', ratio(memory(ours), memory(theirs)), '×', 1.15),
  ];
}

/** The least that opens a window with a word in it, under the same settings. */
function writeEmptyApp(folder: string): string {
  const main = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { sandbox: true } });
  window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
`;
  writeFileSync(join(folder, 'main.cjs'), main);
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>empty</title><p>Empty</p>\n');
  writeFileSync(
    join(folder, 'package.json'),
    '{"name":"empty","version":"1.0.0","main":"main.cjs"}',
  );
  return folder;
}

async function launch(app: string, folder: string, env: NodeJS.ProcessEnv): Promise<Launch> {
  const userData = mkdtempSync(join(folder, 'data-'));
  const running = await startApp(app, userData, env);
  try {
    const paintedAt = await running.page.evaluate(paintTime);
    await running.page.evaluate(idle);
    const resident = processesOf(running.pid).map(residentOf);
    return {
      paintMs: paintedAt - running.began,
      residentMiB: resident.reduce((sum, each) => sum + each, 0),
    };
  } finally {
    await running.stop();
  }
}

/** In the page: when the first text was drawn, as milliseconds since 1970. */
function paintTime(): Promise<number> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const [paint] = list.getEntriesByName('first-contentful-paint');
      if (paint !== undefined) resolve(performance.timeOrigin + paint.startTime);
    });
    observer.observe({ type: 'paint', buffered: true });
  });
}

/** In the page: once it has rested for a second. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => requestIdleCallback(() => resolve()), 1_500);
  });
}
