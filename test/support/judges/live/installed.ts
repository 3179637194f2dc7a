import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { run } from '../../process.ts';

/** Whether a program is on the path, or in the folders of administrators. */
export async function isInstalled(program: string): Promise<boolean> {
  return (await whereIs(program)) !== null;
}

/** Where a program is; null where it is not installed. */
export async function whereIs(program: string): Promise<string | null> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    const path = join(folder, program);
    if (await exists(path, constants.X_OK)) return path;
  }
  return null;
}

/** Whether a file is there. */
export async function exists(path: string, mode: number = constants.R_OK): Promise<boolean> {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** The version of a Debian package without its epoch and revision; null where it is not installed. */
export async function debianVersion(name: string): Promise<string | null> {
  if (!(await isInstalled('dpkg-query'))) return null;
  const { code, stdout } = await run('dpkg-query', ['-s', name]);
  const text = /^Version: (\S+)$/m.exec(Buffer.from(stdout).toString())?.[1];
  if (code !== 0 || text === undefined) return null;
  return text.replace(/^\d+:/, '').replace(/-[^-]*$/, '');
}
