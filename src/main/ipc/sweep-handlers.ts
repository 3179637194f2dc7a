import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { err, ok } from '#shared/model/result.ts';
import type { SweepResult } from '#shared/model/sweep.ts';
import type { SweepForm } from '#shared/model/sweep-view.ts';
import { listFolder } from '#workbench/list-folder.ts';
import { toLine } from '#workbench/sweep/journal.ts';
import { csvHead, toCsv, toSweepHtml } from '#workbench/sweep/sweep-forms.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { saveLines } from '../save-file.ts';
import type { Handlers } from './create-answer.ts';

type SweepChannel = Extract<keyof Handlers, `sweep:${string}`>;

/** Sweeps over very many certificates. */
export function sweepHandlers(
  { sweeps, now }: Workbench,
  window: () => BrowserWindow | null,
): Pick<Handlers, SweepChannel> {
  return {
    'sweep:get-view': () => ok(sweeps.view()),
    'sweep:choose-inputs': async ({ kind }) => {
      const paths = await choosePaths(window(), kind);
      const [first] = paths;
      if (first === undefined) return ok(null);
      const files = kind === 'folder' ? await listFolder(first) : paths;
      if (files === null || files.length === 0) {
        return err({ code: 'input-refused', message: 'There is no file in this folder.' });
      }
      return sweeps.choose(paths.length === 1 ? basename(first) : `${paths.length} files`, files);
    },
    'sweep:start-sweep': (order) => {
      const started = sweeps.start(order);
      return started.ok ? ok(null) : started;
    },
    'sweep:resume-sweep': () => {
      const started = sweeps.resume();
      return started.ok ? ok(null) : started;
    },
    'sweep:set-paused': ({ isPaused }) => {
      sweeps.setPaused(isPaused);
      return ok(null);
    },
    'sweep:cancel-sweep': () => {
      sweeps.cancel();
      return ok(null);
    },
    'sweep:list-results': ({ status, offset, limit }) => ok(sweeps.page(status, offset, limit)),
    'sweep:export-results': ({ form }) => {
      const lines = linesOf(form, sweeps.all(), () =>
        toSweepHtml(sweeps.view().run.statistics, now()),
      );
      return saveLines({ name: `sweep.${form}`, lines }, window());
    },
  };
}

async function choosePaths(
  window: BrowserWindow | null,
  kind: 'files' | 'folder',
): Promise<readonly string[]> {
  const properties =
    kind === 'folder' ? (['openDirectory'] as const) : (['openFile', 'multiSelections'] as const);
  const options = { title: 'Certificates in PEM or DER', properties: [...properties] };
  const { filePaths } =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  return filePaths;
}

function* linesOf(
  form: SweepForm,
  results: Iterable<SweepResult>,
  html: () => string,
): Iterable<string> {
  if (form === 'html') return yield html();
  if (form === 'csv') yield csvHead;
  for (const result of results) yield form === 'csv' ? toCsv(result) : toLine(result);
}
