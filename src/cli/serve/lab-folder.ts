import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { createKeyFiles, type KeyFiles } from '#lab/ca/key-files.ts';
import type { LabStorage } from '#lab/ca/lab-state.ts';
import { isLabState } from '#lab/ca/read-lab-state.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { CliError } from '../cli-error.ts';

/** Where a lab is kept: its state, its keys and the files of its clients. */
export interface LabFolder {
  readonly path: string;
  readonly isTemporary: boolean;
  readonly storage: LabStorage;
  readonly keyFiles: KeyFiles;
  readonly clientFolder: string;
  /** Removes the lab that is in it. */
  empty(): void;
  /** Gives the folder free for others; a temporary one is removed. */
  release(): void;
}

const stateFile = 'lab.json';
const lockFile = 'lab.lock';

/** Opens the lab's folder, or makes one that its owner alone may enter; null makes a temporary one. */
export function openLabFolder(wanted: string | null): Result<LabFolder, CliError> {
  try {
    if (wanted === null) return ok(folderAt(mkdtempSync(join(tmpdir(), 'revoscope-lab-')), true));
    const path = resolve(wanted);
    if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
    const entries = readdirSync(path);
    if (entries.length > 0 && !entries.some((name) => name === stateFile || name === lockFile)) {
      return err({
        code: 'unavailable',
        message: `${path} holds other files and no lab.`,
        remedy: 'Give a new or an empty folder, or that of an earlier lab.',
      });
    }
    const owner = lock(path);
    return owner === null
      ? ok(folderAt(path, false))
      : err({
          code: 'unavailable',
          message: `The lab in ${path} is in use by process ${owner}.`,
          remedy: 'Stop that one, or give another folder.',
        });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({
      code: 'unavailable',
      message: `The lab's folder cannot be used: ${detail}.`,
      remedy: 'Give a folder that you may write to.',
    });
  }
}

function folderAt(path: string, isTemporary: boolean): LabFolder {
  return {
    path,
    isTemporary,
    storage: createStateFile(join(path, stateFile)),
    keyFiles: createKeyFiles(join(path, 'keys')),
    clientFolder: join(path, 'clients'),
    empty: () => {
      for (const name of [stateFile, 'keys', 'clients']) {
        rmSync(join(path, name), { recursive: true, force: true });
      }
    },
    release: () =>
      rmSync(isTemporary ? path : join(path, lockFile), { recursive: true, force: true }),
  };
}

/** The state as one JSON file of mode 0600. */
function createStateFile(path: string): LabStorage {
  return {
    load: () => {
      if (!existsSync(path)) return null;
      const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
      if (!isLabState(value)) throw new Error('it is no lab of this version');
      return value;
    },
    save: (state) => {
      // Written beside and renamed: a crash leaves the old state or the new one, never half of one.
      const beside = `${path}.new`;
      rmSync(beside, { force: true });
      writeFileSync(beside, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flush: true });
      renameSync(beside, path);
    },
  };
}

/** Takes the folder for this process: null, or the process that has it. */
function lock(path: string): number | null {
  const file = join(path, lockFile);
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : null;
  if (owner !== null && owner !== process.pid && isRunning(owner)) return owner;
  writeFileSync(file, `${process.pid}\n`, { mode: 0o600 });
  return null;
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, for another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
