import { type BrowserWindow, dialog } from 'electron';
import { ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { readInputs } from '../read-inputs.ts';
import type { RecentFiles } from '../recent-files.ts';
import type { Handlers } from './create-answer.ts';

type CertificateChannel = Extract<keyof Handlers, `certificates:${string}` | `inspect:${string}`>;

/** Loading and removing certificates, and looking into objects. */
export function certificateHandlers(
  workbench: Workbench,
  window: () => BrowserWindow | null,
  recent: RecentFiles,
): Pick<Handlers, CertificateChannel> {
  const { certificates, inputs } = workbench;
  return {
    'certificates:open-dialog': async () => {
      const parent = window();
      const options = { properties: ['openFile' as const, 'multiSelections' as const] };
      const { filePaths } =
        parent === null
          ? await dialog.showOpenDialog(options)
          : await dialog.showOpenDialog(parent, options);
      recent.add(filePaths);
      const read = await readInputs(filePaths);
      return ok([...(await inputs.open(read.inputs)), ...read.unreadable]);
    },
    'certificates:load-bytes': async (dropped) => ok(await inputs.open(dropped)),
    'certificates:load-text': async ({ text }) => {
      const origin = 'Pasted text';
      const [report] = await inputs.open([{ name: origin, bytes: new TextEncoder().encode(text) }]);
      const nothing = { origin, added: [], alreadyLoaded: [], opened: [], problems: [] };
      return ok(report ?? nothing);
    },
    'certificates:remove-certificates': ({ fingerprints }) => {
      certificates.remove(fingerprints);
      return ok(null);
    },
    'certificates:restore-certificates': ({ fingerprints }) => {
      certificates.restore(fingerprints);
      return ok(null);
    },
    'inspect:inspect-message': (reference) => workbench.inspectMessage(reference),
    'inspect:inspect-bytes': ({ bytes }) => ok(workbench.inspect(bytes)),
  };
}
