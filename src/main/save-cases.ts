import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { caseExtension } from '#shared/case/case-file.ts';
import { caseFileName, caseFileStem } from '#shared/case/case-file-name.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { CaseText } from '#workbench/flow-case.ts';
import { describeFileError } from './describe-file-error.ts';
import type { MainError } from './ipc/ipc-error.ts';
import { saveFile } from './save-file.ts';

/** Asks where to keep cases: one in a file, several in a folder, a file each. Resolves to how many were written. */
export async function saveCases(
  cases: readonly CaseText[],
  window: BrowserWindow | null,
): Promise<Result<{ readonly saved: number }, MainError>> {
  const [first, second] = cases;
  if (first === undefined) return ok({ saved: 0 });
  if (second !== undefined) return saveInFolder(cases, window);
  const bytes = new TextEncoder().encode(first.text);
  const written = await saveFile(
    { name: caseFileName(first.name), bytes },
    { window, isSecret: false },
  );
  return written.ok ? ok({ saved: written.value.saved ? 1 : 0 }) : written;
}

async function saveInFolder(
  cases: readonly CaseText[],
  window: BrowserWindow | null,
): Promise<Result<{ readonly saved: number }, MainError>> {
  const options = {
    title: `A folder for ${cases.length} cases`,
    properties: ['openDirectory' as const, 'createDirectory' as const],
  };
  const { filePaths } =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  const [folder] = filePaths;
  if (folder === undefined) return ok({ saved: 0 });
  const names = new Map<string, number>();
  try {
    for (const { name, text } of cases) {
      await writeNew(folder, name, { text, names });
    }
    return ok({ saved: cases.length });
  } catch (error) {
    return err({ code: 'file-not-written', detail: describeFileError(error) });
  }
}

/** Files that are there already are left alone: a number tells the new ones apart. */
async function writeNew(
  folder: string,
  name: string,
  { text, names }: { readonly text: string; readonly names: Map<string, number> },
): Promise<void> {
  const base = caseFileStem(name);
  for (;;) {
    const count = (names.get(base) ?? 0) + 1;
    names.set(base, count);
    const file = join(folder, `${base}${count === 1 ? '' : `-${count}`}${caseExtension}`);
    try {
      await writeFile(file, text, { flag: 'wx' });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
