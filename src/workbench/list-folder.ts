import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The files in a folder and below it, by name; null where it is no folder. Hidden ones and links are left out. */
export async function listFolder(path: string): Promise<readonly string[] | null> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    // What is not there, or may not be seen, is told when it is read.
    () => false,
  );
  return isFolder ? filesBelow(path) : null;
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  // Who reads it as a file says why it cannot be read: what is in it is not passed over in silence.
  if (entries === null) return [folder];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    // One by one: as arguments of one call, a hundred thousand files are too many.
    if (entry.isDirectory()) for (const file of await filesBelow(path)) files.push(file);
    else if (entry.isFile()) files.push(path);
  }
  return files;
}
