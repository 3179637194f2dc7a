import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStorage } from '#workbench/open-storage.ts';
import { tamper, tempDir } from '../store/setup.ts';

const never = (error: unknown) => {
  throw new Error(JSON.stringify(error));
};

describe('the workspace file', () => {
  it('is created with its folder, and read again without a notice', () => {
    const path = join(tempDir(), 'deep', 'revoscope.db');
    const first = openStorage(path, never);
    expect(first.notices).toEqual([]);
    first.storage.values.write('theme', 'dark');
    first.storage.close();
    const second = openStorage(path, never);
    expect([second.notices, second.storage.values.read('theme')]).toEqual([[], 'dark']);
    second.storage.close();
  });

  it('is set aside and begun anew where it is damaged, and the person is told', () => {
    const dir = tempDir();
    const path = join(dir, 'revoscope.db');
    writeFileSync(path, 'this is no database, and it is longer than a header of one'.repeat(40));
    const { storage, notices } = openStorage(path, never);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/is damaged.*It was kept as /);
    storage.values.write('theme', 'dark');
    storage.close();
    expect(existsSync(path)).toBe(true);
    expect(readdirSync(dir).length).toBeGreaterThan(1);
    const again = openStorage(path, never);
    expect([again.notices, again.storage.values.read('theme')]).toEqual([[], 'dark']);
    again.storage.close();
  });

  it('is set aside where a newer version wrote it', () => {
    const path = join(tempDir(), 'revoscope.db');
    openStorage(path, never).storage.close();
    tamper(path, 'pragma user_version = 9999');
    const { storage, notices } = openStorage(path, never);
    expect(notices[0]).toMatch(/newer version \(format 9999.*It was kept as /);
    storage.close();
  });

  it('is left alone where it is the database of another program', () => {
    const path = join(tempDir(), 'other.db');
    tamper(path, 'create table theirs (a); insert into theirs values (1)');
    const { storage, notices } = openStorage(path, never);
    expect(notices[0]).toMatch(/another program.*not kept when Revoscope closes/);
    storage.values.write('theme', 'dark');
    expect(storage.values.read('theme')).toBe('dark');
    storage.close();
    tamper(path, 'select a from theirs');
  });

  it('is done without where its folder is a file', () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'file'), '');
    const { storage, notices } = openStorage(join(dir, 'file', 'revoscope.db'), never);
    expect(notices[0]).toMatch(/cannot be used.*not kept when Revoscope closes/);
    expect(storage.cache.load()).toEqual([]);
    storage.close();
  });

  it('is done without where a folder has its name', () => {
    const dir = tempDir();
    mkdirSync(join(dir, 'revoscope.db'));
    chmodSync(join(dir, 'revoscope.db'), 0o700);
    const { storage, notices } = openStorage(join(dir, 'revoscope.db'), never);
    expect(notices).toHaveLength(1);
    expect(notices[0]).not.toMatch(/undefined/);
    storage.close();
  });
});
