import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LoadReport } from '#shared/model/certificate.ts';
import { describeFileError } from './describe-file-error.ts';

const largestFile = 32 * 1024 * 1024;

/** Reads the files that a person named; those that cannot be read come back as reports that say why. */
export async function readInputs(paths: readonly string[]): Promise<{
  readonly inputs: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly unreadable: readonly LoadReport[];
}> {
  const inputs: { name: string; bytes: Uint8Array }[] = [];
  const unreadable: LoadReport[] = [];
  for (const path of paths) {
    const name = basename(path);
    try {
      const found = await stat(path);
      const { size } = found;
      // A pipe or a device has no end, and says nothing of its size.
      if (!found.isFile() && !found.isDirectory())
        unreadable.push(refusal(name, 'unreadable', 'It is a pipe or a device, not a file.'));
      else if (size > largestFile)
        unreadable.push(
          refusal(
            name,
            'too-large',
            `The file has ${size} octets; at most ${largestFile} are read.`,
          ),
        );
      else inputs.push({ name, bytes: new Uint8Array(await readFile(path)) });
    } catch (error) {
      const detail = describeFileError(error);
      unreadable.push(refusal(name, 'unreadable', `The file cannot be read: ${detail}.`));
    }
  }
  return { inputs, unreadable };
}

function refusal(origin: string, code: 'too-large' | 'unreadable', message: string): LoadReport {
  return {
    origin,
    added: [],
    alreadyLoaded: [],
    problems: [{ code, message, offset: null, path: null }],
  };
}
