import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { LoadReport } from '#shared/model/certificate.ts';
import type { Input } from '#workbench/objects/open-inputs.ts';
import { type FileRefusal, readLimited } from './read-file.ts';

const largestFile = 32 * 1024 * 1024;
/** Of a folder, so many files are read, so deep, and so many octets of them together. */
const limits = { files: 10_000, depth: 8, octets: 256 * 1024 * 1024 };

/** What a person named, read; and what of it cannot be, with the reason. */
export interface ReadInputs {
  readonly inputs: readonly Input[];
  readonly unreadable: readonly LoadReport[];
}

/** Reads the files that a person named, and those in folders that were named and below them. */
export async function readInputs(paths: readonly string[]): Promise<ReadInputs> {
  const inputs: Input[] = [];
  const unreadable: LoadReport[] = [];
  for (const path of paths) {
    const name = basename(path);
    if (await isFolder(path)) {
      const folder = await readFolder(path);
      for (const input of folder.inputs) inputs.push(input);
      for (const report of folder.unreadable) unreadable.push(report);
      continue;
    }
    const read = await readLimited(path, largestFile);
    if (read.ok) inputs.push({ name, bytes: read.value, came: 'named' });
    else unreadable.push(refusal(name, read.error));
  }
  return { inputs, unreadable };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Reading it as a file will say what is wrong with it.
    return false;
  }
}

/** Every file of a folder that can be read; who named the folder did not name each of them. */
async function readFolder(folder: string): Promise<ReadInputs> {
  const inputs: Input[] = [];
  let octets = 0;
  for await (const path of filesBelow(folder, limits.depth)) {
    const read = await readLimited(path, largestFile);
    if (!read.ok) continue;
    octets += read.value.length;
    if (inputs.length >= limits.files || octets > limits.octets) {
      const message = `Of this folder, the first ${inputs.length.toLocaleString('en')} files were read.`;
      const report = refusal(basename(folder), { code: 'too-large', message });
      return { inputs, unreadable: [report] };
    }
    const place = relative(folder, path).split(sep).join('/');
    inputs.push({ name: `${basename(folder)}/${place}`, bytes: read.value, came: 'found' });
  }
  const isEmpty = inputs.length === 0;
  const nothing: FileRefusal = { code: 'unreadable', message: 'The folder holds no file to read.' };
  return { inputs, unreadable: isEmpty ? [refusal(basename(folder), nothing)] : [] };
}

async function* filesBelow(folder: string, depth: number): AsyncGenerator<string> {
  const entries = await entriesOf(folder);
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    // A link to a folder may lead back to where it stands; one to a file is read like the file.
    if (entry.isDirectory()) {
      if (depth > 0) yield* filesBelow(path, depth - 1);
    } else if (entry.isFile() || entry.isSymbolicLink()) {
      if (!(await isFolder(path))) yield path;
    }
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // A folder below that may not be entered has nothing to open.
    return [];
  }
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
