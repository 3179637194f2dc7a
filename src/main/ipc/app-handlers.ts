import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, clipboard, dialog, nativeImage, shell } from 'electron';
import { err, ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
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
    'app:copy-text': ({ text }) => {
      clipboard.writeText(text);
      return ok(null);
    },
    'app:copy-image': ({ png }) => {
      const image = nativeImage.createFromBuffer(Buffer.from(png));
      if (image.isEmpty())
        return err({ code: 'request-invalid', message: 'This is not a PNG picture.' });
      clipboard.writeImage(image);
      return ok(null);
    },
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
