import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import { err, ok, type Result } from '#shared/model/result.ts';
import { describeFileError } from './describe-file-error.ts';
import type { MainError } from './ipc/ipc-error.ts';

/** Asks where to save a file and writes it; a secret one is readable by its owner alone. */
export async function saveFile(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  { window, isSecret }: { readonly window: BrowserWindow | null; readonly isSecret: boolean },
): Promise<Result<{ readonly saved: boolean }, MainError>> {
  const options = { defaultPath: name };
  const { filePath, canceled } =
    window === null
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options);
  if (canceled || filePath === '') return ok({ saved: false });
  try {
    await writeFile(filePath, bytes, isSecret ? { mode: 0o600 } : {});
    return ok({ saved: true });
  } catch (error) {
    const detail = describeFileError(error);
    return err({ code: 'file-not-written', detail });
  }
}
