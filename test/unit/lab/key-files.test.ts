import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKeyFiles } from '../../../src/lab/ca/key-files.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';

const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('key files', () => {
  const dir = suiteTempDir('key-files');

  it('are readable by the owner alone, in a folder that is too', async () => {
    const folder = join(dir.path, 'new', 'keys');
    const files = createKeyFiles(folder);
    files.write('lab-root-ca', 'PEM');
    expect(await mode(folder)).toBe('700');
    expect(await mode(join(folder, 'lab-root-ca.key.pem'))).toBe('600');
    expect(files.read('lab-root-ca')).toBe('PEM');
  });

  it('close a folder and replace a file that others could read', async () => {
    const folder = join(dir.path, 'open');
    await mkdir(folder);
    await chmod(folder, 0o755);
    await writeFile(join(folder, 'a.key.pem'), 'old', { mode: 0o644 });
    createKeyFiles(folder).write('a', 'new');
    expect(await mode(folder)).toBe('700');
    expect(await mode(join(folder, 'a.key.pem'))).toBe('600');
    expect(createKeyFiles(folder).read('a')).toBe('new');
    expect(await readdir(folder)).toEqual(['a.key.pem']);
  });

  it('are absent until written, and no error', () => {
    const files = createKeyFiles(join(dir.path, 'absent'));
    expect(files.read('a')).toBeNull();
    expect(() => files.removeAll()).not.toThrow();
  });

  it('remove all keys and nothing else', async () => {
    const folder = join(dir.path, 'mixed');
    const files = createKeyFiles(folder);
    files.write('a', 'PEM');
    files.write('b', 'PEM');
    await writeFile(join(folder, 'b.key.pem.new'), 'left by a crash');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    files.removeAll();
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });

  it('refuse an id that would leave the folder', () => {
    const files = createKeyFiles(join(dir.path, 'safe'));
    expect(() => files.write('../outside', 'PEM')).toThrow('not an id of the lab');
  });
});
