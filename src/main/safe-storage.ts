import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { SecretStore } from '#workbench/objects/kept-secrets.ts';

const suffix = '.kept';

/** The system's safe storage, as Electron has it: it keeps the key, the encrypted secrets are files in `directory`. */
export function createSafeStorage(directory: string, report: (line: string) => void): SecretStore {
  const pathOf = (id: string) => join(directory, `${id}${suffix}`);
  const guarded = <T>(what: string, fallback: T, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      report(`safe storage, ${what}: ${String(error)}`);
      return fallback;
    }
  };
  const name = guarded('asking what there is', null, nameOfStorage);
  return {
    name,
    write: (id, secret) =>
      guarded('writing', undefined, () => {
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        chmodSync(directory, 0o700);
        const sealed = safeStorage.encryptString(Buffer.from(secret).toString('base64'));
        // Written beside and renamed: a crash leaves the old file or the new one.
        const beside = `${pathOf(id)}.new`;
        rmSync(beside, { force: true });
        writeFileSync(beside, sealed, { mode: 0o600, flag: 'wx', flush: true });
        renameSync(beside, pathOf(id));
      }),
    readAll: () => {
      if (name === null || !existsSync(directory)) return [];
      const files = guarded('listing', [], () => readdirSync(directory));
      return files
        .filter((file) => file.endsWith(suffix))
        .flatMap((file) =>
          guarded(`reading ${file}`, [], () => {
            const text = safeStorage.decryptString(readFileSync(join(directory, file)));
            return [new Uint8Array(Buffer.from(text, 'base64'))];
          }),
        );
    },
    remove: (id) => guarded('removing', undefined, () => rmSync(pathOf(id), { force: true })),
  };
}

/** null where the system has none, or one that anybody can read: `basic_text` has its password in the program. */
function nameOfStorage(): string | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'darwin') return 'the Keychain';
  if (process.platform === 'win32') return 'Windows data protection';
  const backend = safeStorage.getSelectedStorageBackend();
  if (backend === 'gnome_libsecret') return 'the GNOME keyring';
  return backend.startsWith('kwallet') ? 'KWallet' : null;
}
