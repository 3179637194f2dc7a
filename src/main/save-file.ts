import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type BrowserWindow, dialog } from 'electron';
import { err, ok, type Result } from '#shared/model/result.ts';
import { describeFileError } from './describe-file-error.ts';
import type { MainError } from './ipc/ipc-error.ts';

/** Asks where to save a file and writes it; a secret one is readable by its owner alone. */
export async function saveFile(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  { window, isSecret }: { readonly window: BrowserWindow | null; readonly isSecret: boolean },
): Promise<Result<{ readonly saved: boolean }, MainError>> {
  return saveAt(name, window, (path) => write(path, { bytes, isSecret }));
}

/** The same for a text that is too long to be held at once. */
export async function saveLines(
  { name, lines }: { readonly name: string; readonly lines: Iterable<string> },
  window: BrowserWindow | null,
): Promise<Result<{ readonly saved: boolean }, MainError>> {
  return saveAt(name, window, (path) => pipeline(ended(lines), createWriteStream(path)));
}

function* ended(lines: Iterable<string>): Iterable<string> {
  for (const line of lines) yield `${line}\n`;
}

async function saveAt(
  name: string,
  window: BrowserWindow | null,
  writeTo: (path: string) => Promise<void>,
): Promise<Result<{ readonly saved: boolean }, MainError>> {
  const options = { defaultPath: name };
  const { filePath, canceled } =
    window === null
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options);
  if (canceled || filePath === '') return ok({ saved: false });
  try {
    await writeTo(filePath);
    return ok({ saved: true });
  } catch (error) {
    const detail = describeFileError(error);
    return err({ code: 'file-not-written', detail });
  }
}

/** A file that is there already has a mode of its own: it is changed before anything secret is in it. */
async function write(
  path: string,
  { bytes, isSecret }: { readonly bytes: Uint8Array; readonly isSecret: boolean },
): Promise<void> {
  const file = await open(path, 'w', isSecret ? 0o600 : 0o666);
  try {
    if (isSecret) await file.chmod(0o600);
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}
