import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { caseExtension } from '#shared/case/case-file.ts';

/** More cases of one folder are not opened. */
const most = 1_000;

/** Each folder among the paths as the case files in it and below it; files as they are. */
export async function expandCaseFolders(paths: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(paths.map(async (path) => (await casesIn(path)) ?? [path]));
  return lists.flat();
}

/** null for what is no folder, or one without cases: reading it will say so. */
async function casesIn(path: string): Promise<readonly string[] | null> {
  try {
    if (!(await stat(path)).isDirectory()) return null;
    const names = await readdir(path, { recursive: true });
    const cases = names.filter((name) => name.endsWith(caseExtension)).sort();
    return cases.length === 0 ? null : cases.slice(0, most).map((name) => join(path, name));
  } catch {
    // Whoever reads the path says why it cannot be read.
    return null;
  }
}
