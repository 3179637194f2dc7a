import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog, shell } from 'electron';
import { err, ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { copyPng, copyText } from '../clipboard.ts';
import type { Handlers } from './handle.ts';

type AppChannel = Extract<
  keyof Handlers,
  `app:${string}` | `settings:${string}` | `clock:${string}`
>;

/** The documents that the window may open in the browser. */
const linkedSites: ReadonlySet<string> = new Set(['www.rfc-editor.org', 'datatracker.ietf.org']);

/** Snapshot, clipboard, files to save, settings and the clock. */
export function appHandlers(
  workbench: Workbench,
  window: () => BrowserWindow | null,
): Pick<Handlers, AppChannel> {
  return {
    'app:get-snapshot': () => ok(workbench.snapshot()),
    'app:copy-text': async ({ text }) => {
      await copyText(text);
      return ok(null);
    },
    'app:copy-image': async ({ png }) =>
      (await copyPng(png))
        ? ok(null)
        : err({ code: 'request-invalid', message: 'This is not a PNG picture.' }),
    'app:save-file': async ({ suggestedName, bytes }) => {
      const parent = window();
      const options = { defaultPath: suggestedName };
      const { filePath, canceled } =
        parent === null
          ? await dialog.showSaveDialog(options)
          : await dialog.showSaveDialog(parent, options);
      if (canceled || filePath === '') return ok({ saved: false });
      try {
        await writeFile(filePath, bytes);
        return ok({ saved: true });
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return err({ code: 'failed', message: `The file could not be written: ${detail}` });
      }
    },
    'app:open-external': async ({ url }) => {
      const { protocol, hostname } = new URL(url);
      if (protocol !== 'https:' || !linkedSites.has(hostname)) {
        return err({ code: 'refused', message: 'Only the RFCs are opened in the browser.' });
      }
      await shell.openExternal(url);
      return ok(null);
    },
    'settings:set-settings': (settings) => workbench.setSettings(settings),
    'clock:advance-clock': ({ byMs }) => ok(workbench.advanceClock(byMs)),
    'clock:reset-clock': () => ok(workbench.resetClock()),
  };
}
