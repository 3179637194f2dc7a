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

/** Where private keys are kept, as PKCS#8 PEM under the `id` of their certificate. May throw what the file system throws. */
export interface KeyFiles {
  read(id: string): string | null;
  write(id: string, pem: string): void;
  removeAll(): void;
}

const suffix = '.key.pem';

/** Keeps keys as files of mode 0600 in `directory`, which is made with, and set to, mode 0700. */
export function createKeyFiles(directory: string): KeyFiles {
  const pathOf = (id: string) => {
    if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`not an id of the lab: ${id}`);
    return join(directory, `${id}${suffix}`);
  };
  return {
    read: (id) => (existsSync(pathOf(id)) ? readFileSync(pathOf(id), 'utf8') : null),
    write: (id, pem) => {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      chmodSync(directory, 0o700);
      // Written beside and renamed: a crash leaves the old key or the new one, never half of one.
      const beside = `${pathOf(id)}.new`;
      rmSync(beside, { force: true });
      writeFileSync(beside, pem, { mode: 0o600, flag: 'wx', flush: true });
      renameSync(beside, pathOf(id));
    },
    removeAll: () => {
      if (!existsSync(directory)) return;
      const own = readdirSync(directory).filter((name) => /\.key\.pem(\.new)?$/.test(name));
      for (const name of own) rmSync(join(directory, name), { force: true });
    },
  };
}

/** Keeps keys for as long as the process lives. */
export function createMemoryKeyFiles(): KeyFiles {
  const keys = new Map<string, string>();
  return {
    read: (id) => keys.get(id) ?? null,
    write: (id, pem) => {
      keys.set(id, pem);
    },
    removeAll: () => keys.clear(),
  };
}
