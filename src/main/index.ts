import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow } from 'electron';
import { createKeyFiles } from '#lab/ca/key-files.ts';
import { eventChannel } from '#shared/ipc/channels.ts';
import type { WindowEvent } from '#shared/ipc/events.ts';
import { describeStoreError } from '#store/error.ts';
import { openStorage } from '#workbench/open-storage.ts';
import { createWorkbench, type Workbench } from '#workbench/workbench.ts';
import { appPage, registerAppScheme, serveApp } from './app-protocol.ts';
import { fileArguments } from './file-arguments.ts';
import { appHandlers } from './ipc/app-handlers.ts';
import { certificateHandlers } from './ipc/certificate-handlers.ts';
import { flowHandlers } from './ipc/flow-handlers.ts';
import { serveIpc } from './ipc/handle.ts';
import { labHandlers } from './ipc/lab-handlers.ts';
import { mtlsHandlers } from './ipc/mtls-handlers.ts';
import { policyHandlers } from './ipc/policy-handlers.ts';
import { installMenu } from './menu.ts';
import { readInputs } from './read-inputs.ts';
import { boundsOf, openWindow, type WindowBounds } from './window.ts';
import { readWindowBounds } from './window-bounds.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const devServerUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);

let window: BrowserWindow | null = null;

registerAppScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  const storePath = join(app.getPath('userData'), 'workspace.revoscope');
  const { storage, notices } = openStorage(storePath, (error) => log(describeStoreError(error)));
  const workbench = createWorkbench({
    storage,
    keyFiles: createKeyFiles(join(app.getPath('userData'), 'lab-keys')),
    clientFolder: join(app.getPath('userData'), 'lab-clients'),
    labPorts: { responder: 8080, backup: 8081 },
    realClock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: (count) => new Uint8Array(randomBytes(count)),
    info: {
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}`,
      platform: `${process.platform} ${process.arch}`,
      storePath,
      notices,
    },
  });

  const send = (event: WindowEvent) => {
    if (window !== null && !window.isDestroyed()) window.webContents.send(eventChannel, event);
  };
  workbench.hub.listen(send);
  serveApp(join(here, '../renderer'));
  serveHandlers(workbench);
  installMenu((command) => send({ type: 'menu-command', command }));

  const rememberBounds = (bounds: WindowBounds) => storage.values.write('window-bounds', bounds);
  window = openWindow({
    preload: join(here, '../preload/index.cjs'),
    bounds: readWindowBounds(storage.values.read('window-bounds')),
    onClose: rememberBounds,
    devServerUrl,
  });
  window.on('closed', () => {
    window = null;
  });

  // The page listens once it has loaded: what is told before that reaches nobody.
  const isListening = once(window.webContents, 'did-finish-load');
  const openFiles = (paths: readonly string[]) =>
    void isListening.then(() => loadFiles(workbench, paths, send));
  openFiles(fileArguments(process.argv, process.cwd(), app.isPackaged));
  app.on('second-instance', (_event, argv, folder) => {
    window?.show();
    window?.focus();
    openFiles(fileArguments(argv, folder, app.isPackaged));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFiles([path]);
  });
  app.on('window-all-closed', () => app.quit());
  closeBeforeQuit(async () => {
    if (window !== null) rememberBounds(boundsOf(window));
    await workbench.close();
  });
  void workbench.openLab();
}

/** Servers and store close before the program ends, however it was asked to end. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let isClosing = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    void close().finally(() => app.exit(0));
  });
}

function serveHandlers(workbench: Workbench): void {
  const handlers = {
    ...appHandlers(workbench, () => window),
    ...policyHandlers(workbench),
    ...certificateHandlers(workbench, () => window),
    ...flowHandlers(workbench),
    ...labHandlers(workbench, () => window),
    ...mtlsHandlers(workbench, () => window),
  };
  serveIpc(handlers, {
    isTrustedSender: ({ senderFrame }) => {
      if (senderFrame === null || senderFrame !== window?.webContents.mainFrame) return false;
      return (
        senderFrame.url === appPage ||
        (devServerUrl !== null && senderFrame.url.startsWith(devServerUrl))
      );
    },
    reportBug: (channel, error) => log(`${channel}: ${describeBug(error)}`),
  });
}

/** Loads files that reached the application from outside the window, and tells the window what came of it. */
async function loadFiles(
  workbench: Workbench,
  paths: readonly string[],
  send: (event: WindowEvent) => void,
): Promise<void> {
  if (paths.length === 0) return;
  const { inputs, unreadable } = await readInputs(paths);
  send({
    type: 'certificates-loaded',
    reports: [...workbench.objects.load(inputs), ...unreadable],
  });
}

function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
