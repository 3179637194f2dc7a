import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeStoreError } from '#store/error.ts';
import { inMemory, openStore } from '#store/open-store.ts';
import { sampleEntry, sampleFlow, startedAt } from './samples.ts';
import { open, tamper, tempDir } from './setup.ts';

describe('openStore', () => {
  it('creates the folder and a file that its owner alone may read, with its companions', () => {
    const path = join(tempDir(), 'a', 'b', 'store.db');
    const { store } = open(path);
    store.values.write('x', 1);
    for (const name of readdirSync(join(path, '..'))) {
      expect(statSync(join(path, '..', name)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('takes the rights of others away from a file that had them', () => {
    const path = join(tempDir(), 'store.db');
    writeFileSync(path, '', { mode: 0o666 });
    open(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves all in the one file when it is closed', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    first.values.write('x', 1);
    first.close();
    const log = `${path}-wal`;
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
    expect(open(path).store.values.read('x')).toBe(1);
  });

  it('keeps a file that is no database under another name and begins anew', () => {
    const path = join(tempDir(), 'store.db');
    for (const number of [1, 2]) {
      const content = `not a database ${number}`;
      writeFileSync(path, content);
      const opened = openStore(path);
      const setAside = `${path}.corrupt-${number}`;
      expect(opened).toEqual({
        ok: false,
        error: { code: 'file-corrupt', path, setAside, detail: 'it is not a SQLite file' },
      });
      expect(readFileSync(setAside, 'utf8')).toBe(content);
      if (!opened.ok) expect(describeStoreError(opened.error)).toContain(setAside);
      const { store } = open(path);
      store.close();
    }
  });

  it('keeps a file with damaged pages', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    for (let index = 0; index < 50; index += 1) {
      const { flow, row } = sampleFlow(`f${index}`);
      first.flows.insert(flow, row);
    }
    first.close();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 4_096, bytes.length - 4_096);
    writeFileSync(path, bytes);
    expect(openStore(path)).toMatchObject({
      ok: false,
      error: { code: 'file-corrupt', setAside: `${path}.corrupt-1` },
    });
    expect(readFileSync(`${path}.corrupt-1`).equals(bytes)).toBe(true);
    expect(open(path).store.flows.statistics().total).toBe(0);
  });

  it('keeps a truncated file', () => {
    const path = join(tempDir(), 'store.db');
    open(path).store.close();
    writeFileSync(path, readFileSync(path).subarray(0, 5_000));
    expect(openStore(path)).toMatchObject({ ok: false, error: { code: 'file-corrupt' } });
  });

  it('keeps a file of a newer version, with both versions in the error', () => {
    const path = join(tempDir(), 'store.db');
    open(path).store.close();
    tamper(path, 'pragma user_version = 999');
    expect(openStore(path)).toMatchObject({
      ok: false,
      error: { code: 'file-newer', setAside: `${path}.newer-1`, version: 999, supported: 2 },
    });
    expect(open(path).store.values.read('x')).toBeNull();
  });

  it('leaves the database of another program where it is', () => {
    const path = join(tempDir(), 'store.db');
    tamper(path, 'create table theirs (x); insert into theirs values (1)');
    expect(openStore(path)).toEqual({ ok: false, error: { code: 'file-foreign', path } });
    const marked = join(tempDir(), 'marked.db');
    tamper(marked, 'pragma application_id = 7; create table theirs (x)');
    expect(openStore(marked)).toEqual({
      ok: false,
      error: { code: 'file-foreign', path: marked },
    });
    expect(existsSync(path)).toBe(true);
  });

  it('says that another program holds the file', () => {
    const path = join(tempDir(), 'store.db');
    tamper(path, '');
    const other = new Libsql(path, {});
    onTestFinished(() => {
      other.close();
    });
    other.exec('begin exclusive');
    expect(openStore(path)).toEqual({ ok: false, error: { code: 'file-locked', path } });
    other.exec('rollback');
    expect(openStore(path).ok).toBe(true);
  });

  it('says that the place cannot be used', () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'file'), '');
    expect(openStore(join(dir, 'file', 'store.db'))).toMatchObject({
      ok: false,
      error: { code: 'folder-unusable' },
    });
    mkdirSync(join(dir, 'folder'));
    expect(openStore(join(dir, 'folder'))).toMatchObject({
      ok: false,
      error: { code: 'file-unusable' },
    });
  });
});

describe('the values of a store', () => {
  it('come back by name, with octets, and the latest one counts', () => {
    const { store } = open(inMemory);
    store.values.write('policies', { certificate: new Uint8Array([1]) });
    store.values.write('policies', { certificate: new Uint8Array([2]), other: null });
    expect(store.values.read('policies')).toEqual({
      certificate: new Uint8Array([2]),
      other: null,
    });
    expect(store.values.read('settings')).toBeNull();
  });

  it('are null and reported where the file holds something else', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    first.values.write('settings', {});
    first.close();
    tamper(path, `update named_values set value = '{"$bytes":"?"}'`);
    const { store, errors } = open(path);
    expect(store.values.read('settings')).toBeNull();
    expect(errors).toMatchObject([{ code: 'row-undecodable', table: 'values', id: 'settings' }]);
  });
});

describe('the certificates of a store', () => {
  it('come back in the order in which they were loaded, even within one millisecond', () => {
    const path = join(tempDir(), 'store');
    const first = open(path).store;
    for (const name of ['c', 'a', 'b']) first.certificates.save(certificate(name, 1));
    first.close();
    const names = open(path)
      .store.certificates.load()
      .map(({ fingerprint }) => fingerprint);
    expect(names).toEqual(['c', 'a', 'b']);
  });

  const certificate = (fingerprint: string, loadedAt: number) => ({
    fingerprint,
    der: new Uint8Array([0x30, loadedAt]),
    origin: 'pasted',
    loadedAt,
  });

  it('come back in the order in which they were loaded', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    for (const one of [certificate('b', 2), certificate('a', 1), certificate('c', 3)]) {
      first.certificates.save(one);
    }
    first.certificates.remove('b');
    first.close();
    expect(open(path).store.certificates.load()).toEqual([
      certificate('a', 1),
      certificate('c', 3),
    ]);
  });

  it('are left out and reported where the file holds something else', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    first.certificates.save(certificate('a', 1));
    first.certificates.save(certificate('b', 2));
    first.close();
    tamper(path, `update certificates set certificate = '{"der":1}' where fingerprint = 'a'`);
    const { store, errors } = open(path);
    expect(store.certificates.load()).toEqual([certificate('b', 2)]);
    expect(errors).toMatchObject([{ code: 'row-undecodable', table: 'certificates', id: 'a' }]);
  });
});

describe('the cache of a store', () => {
  it('comes back least recently used first', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    const hit = { hits: 3, lastHitAt: startedAt + 50 };
    first.cache.save(sampleEntry('used', hit));
    first.cache.save(sampleEntry('later', { storedAt: startedAt + 20 }));
    first.cache.save(sampleEntry('early'));
    first.close();
    expect(open(path).store.cache.load()).toStrictEqual([
      sampleEntry('early'),
      sampleEntry('later', { storedAt: startedAt + 20 }),
      sampleEntry('used', hit),
    ]);
  });

  it('reads an entry that an earlier version wrote with more than is needed', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    first.cache.save(sampleEntry('a'));
    first.close();
    tamper(path, "update cache_entries set entry = json_set(entry, '$.checks', json('[]'))");
    expect(open(path).store.cache.load()).toStrictEqual([sampleEntry('a')]);
  });

  it('keeps of an entry what it was last, and nothing of a removed one', () => {
    const { store } = open(inMemory);
    store.cache.save(sampleEntry('a'));
    store.cache.save(sampleEntry('a', { hits: 1 }));
    store.cache.save(sampleEntry('b'));
    store.cache.remove('b');
    store.cache.remove('never');
    expect(store.cache.load()).toMatchObject([{ summary: { key: 'a', hits: 1 } }]);
    store.cache.remove('a');
    expect(store.cache.load()).toEqual([]);
  });

  it.each([
    ['entry = json_set(entry, "$.summary.hits", -1)', 'hits'],
    ['entry = json_set(entry, "$.response", "text")', 'response'],
    ['entry = json_remove(entry, "$.request")', 'request'],
    ['entry = "[]"', 'object'],
  ])('leaves out and reports an entry that was changed: %s', (change, detail) => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    first.cache.save(sampleEntry('a'));
    first.close();
    tamper(path, `update cache_entries set ${change.replaceAll('"', "'")}`);
    const { store, errors } = open(path);
    expect(store.cache.load()).toEqual([]);
    expect(errors).toMatchObject([{ code: 'row-undecodable', table: 'cache', id: 'a' }]);
    expect(errors[0]?.code === 'row-undecodable' && errors[0].detail).toContain(detail);
  });
});
