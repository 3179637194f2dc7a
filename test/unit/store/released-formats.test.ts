import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import type { FlowFilter } from '#shared/flow/flow.ts';
import { readMtls, readPolicies, readSettings } from '#workbench/stored-values.ts';
import { open, tempDir } from './setup.ts';

/** Workspaces as released versions wrote them; they are never made anew. */
const folder = fileURLToPath(new URL('../../fixtures/workspaces', import.meta.url));
const everything: FlowFilter = { statuses: null, sources: null, text: '' };

function copyOf(name: string): string {
  const path = join(tempDir(), name);
  copyFileSync(join(folder, name), path);
  return path;
}

/** What stands in the file, read past the store: octets as `$bytes`. */
function rawJson(path: string, sql: string): unknown[] {
  const database = new Libsql(path, {});
  const rows = database.prepare(sql).all([]);
  database.close();
  return rows.map((row) => JSON.parse(String(Reflect.get(Object(row), 'json'))));
}

/** Octets as they stand in the file of the first format. */
function written(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, each) =>
      each instanceof Uint8Array ? { $bytes: Buffer.from(each).toString('base64') } : each,
    ),
  );
}

describe.each(readdirSync(folder))('a workspace of %s', (name) => {
  it('opens with all of its flows, each as it was written', () => {
    const path = copyOf(name);
    const bodies = rawJson(path, 'select body as json from flow_bodies order by seq');
    const { store, errors } = open(path);
    expect(bodies.length).toBeGreaterThan(10);
    expect(store.flows.list(everything, 0, 1_000)).toMatchObject({ total: bodies.length });
    for (const body of bodies) {
      const id = String(Reflect.get(Object(body), 'id'));
      expect(written(store.flows.get(id))).toMatchObject(Object(body));
    }
    expect(errors).toEqual([]);
  });

  it('lists them with the words of today', () => {
    const { store } = open(copyOf(name));
    const words = store.flows.list(everything, 0, 1_000).rows.map((row) => row.verdict?.words);
    expect(words).toContain('Denied · no certificate was presented');
    expect(words).toContain('Denied · the certificate has expired');
    expect(words).toContain('Completed · good');
  });

  it('keeps its cached answers and certificates', () => {
    const path = copyOf(name);
    const entries = rawJson(path, 'select entry as json from cache_entries order by key');
    const loaded = rawJson(path, 'select certificate as json from certificates order by rowid');
    const { store, errors } = open(path);
    const byKey = [...store.cache.load()].sort((a, b) => (a.summary.key < b.summary.key ? -1 : 1));
    // What stood there beside them is judged anew.
    const kept = entries.map((entry) => {
      const { summary, request, response } = Object(entry);
      return { summary, request, response };
    });
    expect(byKey.map(written)).toEqual(kept);
    expect(store.certificates.load().map(written)).toEqual(loaded);
    expect(errors).toEqual([]);
  });

  it('keeps policies, settings and how the mTLS server was set up', () => {
    const path = copyOf(name);
    const [policies] = rawJson(
      path,
      "select value as json from named_values where name = 'policies'",
    );
    const { store } = open(path);
    expect(written(readPolicies(store.values))).toMatchObject(Object(policies));
    expect(readSettings(store.values)).toMatchObject({
      theme: 'dark',
      network: 'loopback-only',
      paneSizes: { flows: [30, 70] },
    });
    expect(readMtls(store.values)).toMatchObject({
      settings: { denial: 'close' },
      trust: { lab: true, fingerprints: ['ab'.repeat(32)] },
    });
    expect(store.values.read('window-bounds')).toMatchObject({ width: 1024, height: 680 });
    expect(store.values.read('lab')).not.toBeNull();
  });

  it('takes new flows beside the old ones, and is read again', () => {
    const path = copyOf(name);
    const { store } = open(path);
    const [row] = store.flows.list(everything, 0, 1).rows;
    const flow = row === undefined ? null : store.flows.get(row.id);
    if (row === undefined || flow === null) throw new Error('no flow');
    store.flows.insert({ ...flow, id: 'new' }, { ...row, id: 'new' });
    store.close();
    const again = open(path).store;
    expect(again.flows.get('new')).toEqual({ ...flow, id: 'new' });
    expect(again.flows.list(everything, 0, 1).rows[0]?.id).toBe('new');
  });
});
