import { type BrowserWindow, dialog } from 'electron';
import { ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { readInputs } from '../read-inputs.ts';
import type { Handlers } from './create-answer.ts';

type ObjectChannel = Extract<keyof Handlers, `objects:${string}`>;

/** What is open besides certificates. */
export function objectHandlers(
  workbench: Workbench,
  window: () => BrowserWindow | null,
): Pick<Handlers, ObjectChannel> {
  const { objects, inputs } = workbench;
  return {
    'objects:inspect-server': (address) => workbench.servers.inspect(address),
    'objects:cancel-server': () => {
      workbench.servers.cancel();
      return ok(null);
    },
    'objects:open-folder': async () => {
      const parent = window();
      const options = { properties: ['openDirectory' as const] };
      const { filePaths } =
        parent === null
          ? await dialog.showOpenDialog(options)
          : await dialog.showOpenDialog(parent, options);
      const read = await readInputs(filePaths);
      return ok([...(await inputs.open(read.inputs)), ...read.unreadable]);
    },
    'objects:cancel-opening': () => {
      inputs.cancel();
      return ok(null);
    },
    'objects:get-object': ({ id }) => objects.get(id),
    'objects:unlock-object': ({ id, password, after }) => objects.unlock(id, password, after),
    'objects:close-objects': ({ ids }) => {
      objects.close(ids);
      return ok(null);
    },
  };
}
