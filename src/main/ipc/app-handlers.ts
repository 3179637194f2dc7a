import { type BrowserWindow, shell } from 'electron';
import { err, ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { copyPng, copyText } from '../clipboard.ts';
import { saveFile } from '../save-file.ts';
import type { Handlers } from './create-answer.ts';

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
    'app:set-full-screen': ({ isFull }) => {
      window()?.setFullScreen(isFull);
      return ok(null);
    },
    'app:copy-text': async ({ text }) => {
      await copyText(text);
      return ok(null);
    },
    'app:copy-image': async ({ png }) =>
      (await copyPng(png)) ? ok(null) : err({ code: 'not-a-picture' }),
    'app:save-file': ({ suggestedName, bytes }) =>
      saveFile({ name: suggestedName, bytes }, { window: window(), isSecret: false }),
    'app:open-external': async ({ url }) => {
      const { protocol, hostname } = new URL(url);
      if (protocol !== 'https:' || !linkedSites.has(hostname)) {
        return err({ code: 'site-not-linked' });
      }
      await shell.openExternal(url);
      return ok(null);
    },
    'settings:change-settings': (change) => workbench.settings.change(change),
    'clock:advance-clock': ({ byMs }) => ok(workbench.advanceClock(byMs)),
    'clock:reset-clock': () => ok(workbench.resetClock()),
  };
}
