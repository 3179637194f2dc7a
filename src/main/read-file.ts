import { readFile, stat } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/model/result.ts';
import { describeFileError } from './describe-file-error.ts';

/** Why a file that a person named is not read, in words. */
export interface FileRefusal {
  readonly code: 'too-large' | 'unreadable';
  readonly message: string;
}

/** Reads a file that a person named, unless it is larger than `limit` octets. */
export async function readLimited(
  path: string,
  limit: number,
): Promise<Result<Uint8Array, FileRefusal>> {
  try {
    const found = await stat(path);
    // A pipe or a device has no end, and says nothing of its size.
    if (!found.isFile() && !found.isDirectory()) {
      return err({ code: 'unreadable', message: 'It is a pipe or a device, not a file.' });
    }
    if (found.size > limit) {
      const message = `The file has ${words(found.size)} octets; at most ${words(limit)} are read.`;
      return err({ code: 'too-large', message });
    }
    return ok(new Uint8Array(await readFile(path)));
  } catch (error) {
    const message = `The file cannot be read: ${describeFileError(error)}.`;
    return err({ code: 'unreadable', message });
  }
}

function words(count: number): string {
  return count.toLocaleString('en');
}
