import { basename } from 'node:path';
import type { LoadReport } from '#shared/model/certificate.ts';
import { type FileRefusal, readLimited } from './read-file.ts';

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
    const read = await readLimited(path, largestFile);
    if (read.ok) inputs.push({ name, bytes: read.value });
    else unreadable.push(refusal(name, read.error));
  }
  return { inputs, unreadable };
}

function refusal(origin: string, { code, message }: FileRefusal): LoadReport {
  return {
    origin,
    added: [],
    alreadyLoaded: [],
    opened: [],
    problems: [{ code, message, offset: null, path: null }],
  };
}
