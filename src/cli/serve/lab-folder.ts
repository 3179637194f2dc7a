import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createKeyFiles, type KeyFiles } from '#lab/ca/key-files.ts';
import type { LabStorage } from '#lab/ca/lab-state.ts';
import { isLabState } from '#lab/ca/read-lab-state.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { CliError } from '../cli-error.ts';
import { type ClockOffset, createClockFile } from './clock-file.ts';
import { lockFile, releaseLock, takeLock, writeLock } from './lab-lock.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { writeWhole } from './write-whole.ts';

/** Where a lab is kept: its state, its keys and the files of its clients. */
export interface LabFolder {
  readonly path: string;
  readonly isTemporary: boolean;
  readonly storage: LabStorage;
  readonly keyFiles: KeyFiles;
  readonly clientFolder: string;
  /** How far the lab's clock runs ahead of the real one. */
  readonly clock: ClockOffset;
  /** Writes down where the process that has the folder can be asked for changes. */
  announce(control: string): void;
  /** Removes the lab that is in it. */
  empty(): void;
  /** Gives the folder free for others; a temporary one is removed. */
  release(): void;
}

const stateFile = 'lab.json';
const clockFile = 'clock.json';

/** Opens the lab's folder, or makes one that its owner alone may enter; null makes a temporary one. */
export function openLabFolder(wanted: string | null): Result<LabFolder, CliError> {
  try {
    if (wanted === null) {
      const path = makeTemporaryFolder();
      writeLock(path, null);
      return ok(folderAt(path, true));
    }
    const path = resolve(wanted);
    if (!existsSync(path)) mkdirSync(path, { recursive: true, mode: 0o700 });
    const entries = readdirSync(path);
    if (entries.length > 0 && !entries.some((name) => name === stateFile || name === lockFile)) {
      return err({
        code: 'unavailable',
        message: `${path} holds other files and no lab.`,
        remedy: 'Give a new or an empty folder, or that of an earlier lab.',
      });
    }
    const folder = folderAt(path, false);
    // What is wrong with it is said now, and not in the middle of the work.
    folder.clock.read();
    const owner = takeLock(path);
    return owner === null
      ? ok(folder)
      : err({
          code: 'unavailable',
          message: `The lab in ${path} is in use by process ${owner.pid}.`,
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
    clock: createClockFile(join(path, clockFile)),
    announce: (control) => writeLock(path, control),
    empty: () => {
      for (const name of [stateFile, clockFile, 'keys', 'clients']) {
        rmSync(join(path, name), { recursive: true, force: true });
      }
    },
    release: () => {
      if (isTemporary) rmSync(path, { recursive: true, force: true });
      else releaseLock(path);
    },
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
    save: (state) => writeWhole(path, `${JSON.stringify(state, null, 2)}\n`),
  };
}
