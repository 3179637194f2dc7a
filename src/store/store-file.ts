import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { StoreError } from './error.ts';
import { applicationId, currentVersion } from './migrations.ts';

const magic = 'SQLite format 3\0';
const headerLength = 100;

/** What a file is before SQLite opens it. */
export interface StoreFile {
  readonly sizeBytes: number;
}

/**
 * Makes a file that its owner alone can read and looks at its header, so that a file which is not ours is
 * known before SQLite holds it open. A file that cannot be used is set aside, never deleted.
 */
export function prepareFile(path: string): Result<StoreFile, StoreError> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    return err({ code: 'folder-unusable', path, detail: detailOf(error) });
  }
  let header: Buffer;
  let sizeBytes: number;
  try {
    const file = openSync(path, 'a+', 0o600);
    try {
      sizeBytes = fstatSync(file).size;
      header = Buffer.alloc(headerLength);
      readSync(file, header, 0, headerLength, 0);
    } finally {
      closeSync(file);
    }
    chmodSync(path, 0o600);
  } catch (error) {
    return err({ code: 'file-unusable', path, detail: detailOf(error) });
  }
  const flaw = sizeBytes === 0 ? null : headerFlaw(path, header);
  return flaw === null ? ok({ sizeBytes }) : err(flaw);
}

/** SQLite's file header (https://sqlite.org/fileformat.html §1.3): user_version at 60, application_id at 68. */
function headerFlaw(path: string, header: Buffer): StoreError | null {
  if (header.toString('latin1', 0, magic.length) !== magic) {
    return corrupt(path, 'it is not a SQLite file');
  }
  const id = header.readUInt32BE(68);
  if (id !== 0 && id !== applicationId) return { code: 'file-foreign', path };
  const version = header.readUInt32BE(60);
  return version > currentVersion ? newer(path, version) : null;
}

/** The error for a damaged file, which is set aside. */
export function corrupt(path: string, detail: string): StoreError {
  return { code: 'file-corrupt', path, setAside: setAside(path, 'corrupt'), detail };
}

/** The error for a file of a later version, which is set aside. */
export function newer(path: string, version: number): StoreError {
  const supported = currentVersion;
  return { code: 'file-newer', path, setAside: setAside(path, 'newer'), version, supported };
}

/** Renames a file with its write-ahead log to the first free of `path.reason-1`, `-2`, …; null if it cannot be. */
function setAside(path: string, reason: 'corrupt' | 'newer'): string | null {
  let number = 1;
  while (existsSync(`${path}.${reason}-${number}`)) number += 1;
  const kept = `${path}.${reason}-${number}`;
  // The log goes first: left behind, it would be taken for that of the next file of this name.
  const parts = ['-wal', '-shm', ''].filter((part) => existsSync(path + part));
  const moved: string[] = [];
  try {
    for (const part of parts) {
      renameSync(path + part, kept + part);
      moved.push(part);
    }
    return kept;
  } catch {
    // Held open by somebody, or in a folder that may not be changed: the error then names no new place.
    for (const part of moved) renameSync(kept + part, path + part);
    return null;
  }
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
