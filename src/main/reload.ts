import type { BrowserWindow } from 'electron';
import type { Log } from './log.ts';

/** So many crashes within the time are a loop; then the window stays as it is. */
const mostCrashes = 3;
const withinMs = 60_000;

/** Loads the page again when its process has ended: what it shows is in this process, and so nothing is lost. */
export function reloadAfterCrash(window: BrowserWindow, log: Log): void {
  let crashes: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < withinMs), now];
    if (crashes.length > mostCrashes) {
      log.write('the window crashed again and again; it is not loaded anew');
      return;
    }
    window.webContents.reload();
  });
}
