import { type BrowserWindow, dialog } from 'electron';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { MainError } from './ipc/ipc-error.ts';
import { readLimited } from './read-file.ts';

/** A policy, or a certificate with its key: what is larger is neither. */
const largestText = 4 * 1024 * 1024;

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
  const read = await readLimited(path, largestText);
  return read.ok
    ? ok(new TextDecoder().decode(read.value))
    : err({ code: 'file-not-read', message: read.error.message });
}
