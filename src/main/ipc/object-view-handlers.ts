import type { BrowserWindow } from 'electron';
import { ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { saveFile } from '../save-file.ts';
import type { Handlers } from './create-answer.ts';

type ViewChannel = Extract<keyof Handlers, `view:${string}`>;

/** What a person sees of an open object, and takes out of it. */
export function objectViewHandlers(
  { views }: Workbench,
  window: () => BrowserWindow | null,
): Pick<Handlers, ViewChannel> {
  return {
    'view:write-text': ({ id, form }) => views.text(id, form),
    'view:list-exports': ({ id }) => views.listExports(id),
    'view:export-object': async ({ id, export: wanted }) => {
      const file = views.export(id, wanted);
      if (!file.ok) return file;
      return saveFile(file.value, { window: window(), isSecret: file.value.isSecret });
    },
    'view:compare-objects': ({ before, after }) => views.compare(before, after),
    'view:search-objects': async ({ typed }) => ok(await views.search(typed)),
    'view:draw-chains': ({ fingerprint, question }) => views.chains(fingerprint, question),
    'view:judge-object': ({ id, judgedAt }) => ok(views.judge(id, judgedAt)),
    'view:look-up-serial': ({ id, typed }) => views.lookUpSerial(id, typed),
  };
}
