import { app, dialog, shell } from 'electron';
import type { Log } from './log.ts';

/** What is wrong, as a log keeps it. */
export function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Writes down every failure that nobody expected, and tells the person of those that could do harm. */
export function tellOfCrashes(log: Log): void {
  let isTelling = false;
  process.on('uncaughtException', (error) => {
    log.write(`uncaught: ${describeBug(error)}`);
    if (isTelling) return;
    isTelling = true;
    void tell(log).finally(() => {
      isTelling = false;
    });
  });
  process.on('unhandledRejection', (error) => log.write(`unhandled: ${describeBug(error)}`));
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    log.write(`the window's process ended: ${reason} (${exitCode})`);
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit')
      log.write(`a helper process ended: ${type}, ${reason} (${exitCode})`);
  });
}

async function tell(log: Log): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'Revoscope met an error of its own.',
    detail: `It is written down in ${log.file}. Nothing is sent. What it was doing may be unfinished; it is safest to quit and start it again.`,
    buttons: ['Quit', 'Go on', 'Open log'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) app.quit();
  if (response === 2) await shell.openPath(log.file);
}
