import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow } from 'electron';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { describeBug, tellOfCrashes } from './crashes.ts';
import { openChannels, ownFailure } from './ipc/handle.ts';
import { openLog } from './log.ts';
import { openWindow } from './window.ts';
import { createWindowMemory } from './window-memory.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const devServerUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);

registerAppScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

/** Draws the window first: the page is painted while the rest of the program is still being read. */
function start(): void {
  const userData = app.getPath('userData');
  const log = openLog(join(userData, 'logs'), () => new Date());
  tellOfCrashes(log);
  const memory = createWindowMemory(join(userData, 'window.json'), log.write);
  serveApp(join(here, '../renderer'), () => memory.look().theme);
  const window = openWindow({
    preload: join(here, '../preload/index.cjs'),
    bounds: memory.look().bounds,
    onClose: (bounds) => memory.remember({ bounds }),
    devServerUrl,
  });
  const answer = isPainted(window)
    .then(() => import('./application.ts'))
    .then(({ startApplication }) =>
      // Whoever closes the window at once wants nothing of it.
      window.isDestroyed()
        ? async () => ownFailure
        : startApplication({ window, userData, log, memory, devServerUrl }),
    );
  openChannels(
    answer.catch((error: unknown) => {
      log.write(`the application did not start: ${describeBug(error)}`);
      return async () => ownFailure;
    }),
  );
}

/** Reading the program would keep this process from serving the page. */
async function isPainted(window: BrowserWindow): Promise<void> {
  await Promise.race([
    once(window, 'ready-to-show'),
    once(window, 'closed'),
    once(window.webContents, 'did-fail-load'),
  ]);
}
