import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** The process that uses a lab's folder, and where it can be asked for changes; null while it cannot. */
export interface LabOwner {
  readonly pid: number;
  readonly control: string | null;
}

/** Its name in the folder. */
export const lockFile = 'lab.lock';

/** The running process that uses the folder; null where nobody does. */
export function ownerOf(folder: string): LabOwner | null {
  const owner = readLock(folder);
  return owner !== null && isRunning(owner.pid) ? owner : null;
}

/** Takes the folder for this process: null, or the process that has it. */
export function takeLock(folder: string): LabOwner | null {
  const owner = ownerOf(folder);
  if (owner !== null && owner.pid !== process.pid) return owner;
  writeLock(folder, null);
  return null;
}

/** Writes down that this process uses the folder, and where it listens for changes. */
export function writeLock(folder: string, control: string | null): void {
  const lines = [String(process.pid), ...(control === null ? [] : [control])];
  writeFileSync(join(folder, lockFile), `${lines.join('\n')}\n`, { mode: 0o600 });
}

export function releaseLock(folder: string): void {
  rmSync(join(folder, lockFile), { force: true });
}

/** True where a process has used the folder and is no more. */
export function isAbandoned(folder: string): boolean {
  const owner = readLock(folder);
  return owner !== null && !isRunning(owner.pid);
}

function readLock(folder: string): LabOwner | null {
  const file = join(folder, lockFile);
  if (!existsSync(file)) return null;
  const [pid = '', control = ''] = readFileSync(file, 'utf8').split('\n');
  const number = Number(pid);
  if (!Number.isSafeInteger(number) || number < 1) return null;
  return { pid: number, control: control === '' ? null : control };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, for another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
