import type { MatrixRun } from '#shared/model/matrix-run.ts';
import type { MatrixForm } from '#shared/model/matrix-view.ts';
import { assertNever } from '#shared/model/result.ts';
import { toSafeJson } from '#shared/wording/safe-text.ts';
import { toHtml } from './html.ts';
import { toJunit } from './junit.ts';
import { toMarkdown } from './markdown.ts';

/** A run as the text of a file. */
export function writeRun(run: MatrixRun, form: MatrixForm): string {
  switch (form) {
    case 'json':
      return toSafeJson(`${JSON.stringify(run, null, 2)}\n`);
    case 'junit':
      return toJunit(run);
    case 'html':
      return toHtml(run);
    case 'markdown':
      return toMarkdown(run);
    default:
      return assertNever(form);
  }
}
