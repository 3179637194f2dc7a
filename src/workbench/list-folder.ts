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
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else if (entry.isFile()) files.push(path);
  }
  return files;
}
