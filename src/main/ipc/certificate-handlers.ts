import { type BrowserWindow, dialog } from 'electron';
import { ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { readInputs } from '../read-inputs.ts';
import type { RecentFiles } from '../recent-files.ts';
import type { Handlers } from './create-answer.ts';

type CertificateChannel = Extract<keyof Handlers, `certificates:${string}` | `inspect:${string}`>;

const filters = [
  { name: 'Certificates', extensions: ['pem', 'crt', 'cer', 'der', 'cert', 'txt'] },
  { name: 'All files', extensions: ['*'] },
];

/** Loading and removing certificates, and looking into objects. */
export function certificateHandlers(
  workbench: Workbench,
  window: () => BrowserWindow | null,
  recent: RecentFiles,
): Pick<Handlers, CertificateChannel> {
  const { objects } = workbench;
  return {
    'certificates:open-dialog': async () => {
      const parent = window();
      const options = { filters, properties: ['openFile' as const, 'multiSelections' as const] };
      const { filePaths } =
        parent === null
          ? await dialog.showOpenDialog(options)
          : await dialog.showOpenDialog(parent, options);
      recent.add(filePaths);
      const { inputs, unreadable } = await readInputs(filePaths);
      return ok([...objects.load(inputs), ...unreadable]);
    },
    'certificates:load-bytes': (inputs) => ok(objects.load(inputs)),
    'certificates:load-text': ({ text }) => {
      const [report] = objects.load([
        { name: 'Pasted text', bytes: new TextEncoder().encode(text) },
      ]);
      return ok(report ?? { origin: 'Pasted text', added: [], alreadyLoaded: [], problems: [] });
    },
    'certificates:remove-certificates': ({ fingerprints }) => {
      objects.remove(fingerprints);
      return ok(null);
    },
    'certificates:restore-certificates': ({ fingerprints }) => {
      objects.restore(fingerprints);
      return ok(null);
    },
    'inspect:inspect-message': (reference) => workbench.inspectMessage(reference),
    'inspect:inspect-bytes': ({ bytes }) => ok(workbench.inspect(bytes)),
  };
}
