import type { BrowserWindow } from 'electron';
import { writeRun } from '#matrix/report/write-run.ts';
import type { MatrixForm } from '#shared/model/matrix-view.ts';
import { ok } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { chooseFile } from '../choose-file.ts';
import { saveFile } from '../save-file.ts';
import type { Handlers } from './create-answer.ts';

type MatrixChannel = Extract<keyof Handlers, `matrix:${string}`>;

const endings: Readonly<Record<MatrixForm, string>> = {
  json: 'json',
  junit: 'xml',
  html: 'html',
  markdown: 'md',
};

/** Matrices: runs, reports, and what targets have to be given. */
export function matrixHandlers(
  { matrix }: Workbench,
  window: () => BrowserWindow | null,
): Pick<Handlers, MatrixChannel> {
  return {
    'matrix:get-view': () => ok(matrix.view()),
    'matrix:start-run': (order) => {
      const started = matrix.start(order);
      return started.ok ? ok(null) : started;
    },
    'matrix:set-paused': ({ isPaused }) => {
      matrix.setPaused(isPaused);
      return ok(null);
    },
    'matrix:cancel-run': () => {
      matrix.cancel();
      return ok(null);
    },
    'matrix:get-run': ({ id }) => matrix.get(id),
    'matrix:remove-run': ({ id }) => {
      matrix.remove(id);
      return ok(null);
    },
    'matrix:open-run': async () => {
      const text = await chooseFile(window(), 'A run as "revoscope matrix --json" wrote it');
      if (!text.ok) return text;
      return text.value === null ? ok(null) : matrix.take(text.value, 'a file');
    },
    'matrix:export-run': async ({ id, form }) => {
      const run = matrix.get(id);
      if (!run.ok) return run;
      const name = `matrix-${fileTime(run.value.startedAt)}.${endings[form]}`;
      const bytes = new TextEncoder().encode(writeRun(run.value, form));
      return saveFile({ name, bytes }, { window: window(), isSecret: false });
    },
    'matrix:compare-runs': ({ before, after }) => matrix.compare(before, after),
    'matrix:get-trust-kit': ({ product }) => matrix.trustKit(product),
    'matrix:choose-trust': async () => {
      const pem = await chooseFile(window(), 'The CAs of the server, in PEM');
      return pem.ok ? ok({ pem: pem.value }) : pem;
    },
  };
}

/** A time that every file system takes: `2026-01-01T00-00-00`. */
function fileTime(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(':', '-');
}
