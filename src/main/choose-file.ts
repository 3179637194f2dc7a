import { readFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import { err, ok, type Result } from '#shared/model/result.ts';
import { describeFileError } from './describe-file-error.ts';
import type { MainError } from './ipc/ipc-error.ts';

/** Asks for one text file and reads it; null when the person cancelled. */
export async function chooseFile(
  window: BrowserWindow | null,
  title: string,
): Promise<Result<string | null, MainError>> {
  const options = { title, properties: ['openFile' as const] };
  const { filePaths } =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  const [path] = filePaths;
  if (path === undefined) return ok(null);
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    const detail = describeFileError(error);
    return err({ code: 'file-not-read', detail });
  }
}
