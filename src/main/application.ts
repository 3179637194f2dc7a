import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { createKeyFiles } from '#lab/ca/key-files.ts';
import { eventChannel } from '#shared/ipc/channels.ts';
import type { WindowEvent } from '#shared/ipc/events.ts';
import { openStorage } from '#workbench/open-storage.ts';
import { createWorkbench, type Workbench } from '#workbench/workbench.ts';
import { appPage } from './app-protocol.ts';
import { expandCaseFolders } from './case-folders.ts';
import { describeBug } from './crashes.ts';
import { fileArguments } from './file-arguments.ts';
import { appHandlers } from './ipc/app-handlers.ts';
import { caseHandlers } from './ipc/case-handlers.ts';
import { certificateHandlers } from './ipc/certificate-handlers.ts';
import { configurationHandlers } from './ipc/configuration-handlers.ts';
import { createAnswer } from './ipc/create-answer.ts';
import { flowHandlers } from './ipc/flow-handlers.ts';
import type { Answer } from './ipc/handle.ts';
import { labHandlers } from './ipc/lab-handlers.ts';
import { matrixHandlers } from './ipc/matrix-handlers.ts';
import { mtlsHandlers } from './ipc/mtls-handlers.ts';
import { objectHandlers } from './ipc/object-handlers.ts';
import { objectViewHandlers } from './ipc/object-view-handlers.ts';
import { policyHandlers } from './ipc/policy-handlers.ts';
import { responderHandlers } from './ipc/responder-handlers.ts';
import { sweepHandlers } from './ipc/sweep-handlers.ts';
import { timeHandlers } from './ipc/time-handlers.ts';
import type { Log } from './log.ts';
import { installMenu } from './menu.ts';
import { readInputs } from './read-inputs.ts';
import { createRecentFiles, type RecentFiles } from './recent-files.ts';
import { reloadAfterCrash } from './reload.ts';
import { createSafeStorage } from './safe-storage.ts';
import { createStoreErrors } from './store-errors.ts';
import { boundsOf } from './window.ts';
import type { WindowMemory } from './window-memory.ts';

/** What is there before the application: the window that is being painted, and where things are kept. */
export interface Surroundings {
  readonly window: BrowserWindow;
  readonly userData: string;
  readonly log: Log;
  readonly memory: WindowMemory;
  /** The development server of `npm run dev`; null in every other case. */
  readonly devServerUrl: string | null;
}

/** Opens store, lab and server behind the window; what comes back answers its calls. */
export function startApplication({
  window,
  userData,
  log,
  memory,
  devServerUrl,
}: Surroundings): Answer {
  const storePath = join(userData, 'workspace.revoscope');
  const storeErrors = createStoreErrors(log);
  const { storage, notices } = openStorage(storePath, storeErrors.add);
  const secrets = createSafeStorage(join(userData, 'kept-objects'), log.write);
  const workbench = createWorkbench({
    secrets,
    storage,
    keyFiles: createKeyFiles(join(userData, 'lab-keys')),
    clientFolder: join(userData, 'lab-clients'),
    sweepFile: join(userData, 'sweep.jsonl'),
    labPorts: { responder: 8080, backup: 8081 },
    realClock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: (count) => new Uint8Array(randomBytes(count)),
    info: {
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}`,
      platform: `${process.platform} ${process.arch}`,
      storePath,
      safeStorage: secrets.name,
      notices,
    },
  });

  const open = () => (window.isDestroyed() ? null : window);
  const send = (event: WindowEvent) => open()?.webContents.send(eventChannel, event);
  workbench.hub.listen(send);
  storeErrors.tell((message) => send({ type: 'store-failed', message }));
  reloadAfterCrash(window, log);
  workbench.hub.listen((event) => {
    if (event.type === 'settings-changed') memory.remember({ theme: event.settings.theme });
  });
  // The page listens once it has loaded: what is told before that reaches nobody.
  const isListening = window.webContents.isLoading()
    ? once(window.webContents, 'did-finish-load')
    : Promise.resolve();
  const openFiles = (paths: readonly string[]) => {
    recent.add(paths);
    void isListening.then(() => loadFiles(workbench, paths, send));
  };
  const recent = createRecentFiles(join(userData, 'recent-files.json'), {
    onChange: () => putUpMenu(),
    report: log.write,
  });
  const putUpMenu = () =>
    installMenu({
      send: (command) => send({ type: 'menu-command', command }),
      log,
      recent,
      openFiles,
    });
  putUpMenu();

  openFiles(fileArguments(process.argv, process.cwd(), app.isPackaged));
  app.on('second-instance', (_event, argv, folder) => {
    open()?.show();
    open()?.focus();
    openFiles(fileArguments(argv, folder, app.isPackaged));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFiles([path]);
  });
  app.on('window-all-closed', () => app.quit());
  closeBeforeQuit(async () => {
    if (!window.isDestroyed()) memory.remember({ bounds: boundsOf(window) });
    await workbench.close();
  });
  void workbench.openLab();
  return answerFor(workbench, open, { log, recent, devServerUrl });
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

function answerFor(
  workbench: Workbench,
  window: () => BrowserWindow | null,
  {
    log,
    recent,
    devServerUrl,
  }: Pick<Surroundings, 'log' | 'devServerUrl'> & { readonly recent: RecentFiles },
): Answer {
  const handlers = {
    ...appHandlers(workbench, window),
    ...policyHandlers(workbench, window),
    ...certificateHandlers(workbench, window, recent),
    ...objectHandlers(workbench, window),
    ...flowHandlers(workbench),
    ...caseHandlers(workbench, window, recent),
    ...objectViewHandlers(workbench, window),
    ...labHandlers(workbench, window),
    ...mtlsHandlers(workbench, window),
    ...matrixHandlers(workbench, window),
    ...timeHandlers(workbench),
    ...configurationHandlers(workbench, window),
    ...responderHandlers(workbench, window),
    ...sweepHandlers(workbench, window),
  };
  return createAnswer(handlers, {
    isTrustedSender: ({ senderFrame }) => {
      if (senderFrame === null || senderFrame !== window()?.webContents.mainFrame) return false;
      return (
        senderFrame.url === appPage ||
        (devServerUrl !== null && senderFrame.url.startsWith(devServerUrl))
      );
    },
    reportBug: (channel, error) => log.write(`${channel}: ${describeBug(error)}`),
  });
}

/** Loads files that reached the application from outside the window, and tells the window what came of it. */
async function loadFiles(
  workbench: Workbench,
  paths: readonly string[],
  send: (event: WindowEvent) => void,
): Promise<void> {
  if (paths.length === 0) return;
  const { inputs, unreadable } = await readInputs(await expandCaseFolders(paths));
  send({
    type: 'certificates-loaded',
    reports: [...(await workbench.inputs.open(inputs)), ...unreadable],
  });
}
