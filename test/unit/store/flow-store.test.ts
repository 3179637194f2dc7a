import { statSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import type { FlowFilter } from '#shared/flow/flow.ts';
import { inMemory, type Store } from '#store/open-store.ts';
import { type SampleChange, sampleFlow, startedAt } from './samples.ts';
import { open, tamper, tempDir } from './setup.ts';

const everything: FlowFilter = { statuses: null, sources: null, text: '' };

function insert(store: Store, id: string, change: SampleChange = {}): void {
  const { flow, row } = sampleFlow(id, change);
  store.flows.insert(flow, row);
}

function idsOf(store: Store, filter: Partial<FlowFilter> = {}, offset = 0, limit = 100) {
  return store.flows.list({ ...everything, ...filter }, offset, limit).rows.map(({ id }) => id);
}

describe('a stored flow', () => {
  it('comes back with every step, octet and number as it was', () => {
    const { store, errors } = open(inMemory);
    const { flow, row } = sampleFlow('a');
    store.flows.insert(flow, row);
    expect(store.flows.get('a')).toStrictEqual(flow);
    expect(store.flows.list(everything, 0, 10)).toStrictEqual({ rows: [row], total: 1 });
    expect(errors).toEqual([]);
  });

  it('is found by another run of the program', () => {
    const path = join(tempDir(), 'store.db');
    const { flow, row } = sampleFlow('a');
    const first = open(path).store;
    first.flows.insert(flow, row);
    first.close();
    expect(open(path).store.flows.get('a')).toStrictEqual(flow);
  });

  it('is null under an id that was never stored', () => {
    expect(open(inMemory).store.flows.get('a')).toBeNull();
  });

  it('replaces the one of the same id', () => {
    const { store } = open(inMemory);
    insert(store, 'a');
    insert(store, 'b');
    store.flush();
    insert(store, 'a', { label: 'again' });
    expect(idsOf(store)).toEqual(['a', 'b']);
    expect(store.flows.statistics().total).toBe(2);
    expect(store.flows.list({ ...everything, text: 'again' }, 0, 9).total).toBe(1);
  });

  it('has to be finished', () => {
    const { flow, row } = sampleFlow('a');
    const { store } = open(inMemory);
    expect(() => store.flows.insert({ ...flow, outcome: null }, row)).toThrow('still runs');
    expect(() => store.flows.insert(flow, { ...row, verdict: null })).toThrow('still runs');
  });

  it('is left out and reported once where the file holds something else', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    for (const id of ['a', 'b', 'c', 'd']) insert(first, id);
    first.close();
    tamper(
      path,
      `update flows set row = '{"id":7}' where id = 'a';
       update flows set row = cast(x'ff41fe' as text) where id = 'b';
       update packed_flows set body = x'00' where seq = 3;
       update packed_flows set dictionary = 'none' where seq = 4`,
    );
    const { store, errors } = open(path);
    expect(idsOf(store)).toEqual(['d', 'c']);
    expect(idsOf(store)).toEqual(['d', 'c']);
    expect(store.flows.get('c')).toBeNull();
    expect(store.flows.get('d')).toBeNull();
    const reports = errors.map((error) => error.code === 'row-undecodable' && error.id);
    expect(reports).toEqual(['b', 'a', 'c', 'd']);
    expect(errors[0]).toMatchObject({ table: 'flows', detail: 'its text is not UTF-8' });
  });
});

describe('the list of flows', () => {
  it('begins with the newest and goes on from an offset', () => {
    const { store } = open(inMemory);
    for (let index = 0; index < 10; index += 1) insert(store, `f${index}`);
    expect(idsOf(store, {}, 0, 3)).toEqual(['f9', 'f8', 'f7']);
    expect(idsOf(store, {}, 8, 3)).toEqual(['f1', 'f0']);
    expect(idsOf(store, {}, 10, 3)).toEqual([]);
    expect(store.flows.list(everything, 0, 3).total).toBe(10);
  });

  it('filters by status, and by none where OCSP was not asked', () => {
    const { store } = open(inMemory);
    insert(store, 'good');
    insert(store, 'revoked', { status: 'revoked' });
    insert(store, 'none', { status: null });
    expect(idsOf(store, { statuses: ['revoked'] })).toEqual(['revoked']);
    expect(idsOf(store, { statuses: ['good', 'not-asked'] })).toEqual(['none', 'good']);
    expect(idsOf(store, { statuses: [] })).toEqual([]);
    expect(store.flows.list({ ...everything, statuses: ['revoked'] }, 0, 9).total).toBe(1);
  });

  it('filters by source', () => {
    const { store } = open(inMemory);
    insert(store, 'check');
    insert(store, 'mtls', { source: 'mtls' });
    expect(idsOf(store, { sources: ['mtls', 'client'] })).toEqual(['mtls']);
  });

  it('filters by text in label, serial number and words, in any case, and takes signs as they are', () => {
    const { store } = open(inMemory);
    insert(store, 'a', { label: 'Ärger GmbH', words: 'Denied · revoked' });
    insert(store, 'b', { label: '100%_sure' });
    expect(idsOf(store, { text: 'ärger' })).toEqual(['a']);
    expect(idsOf(store, { text: ' REVOKED ' })).toEqual(['a']);
    expect(idsOf(store, { text: '%_' })).toEqual(['b']);
    expect(idsOf(store, { text: "' or 1=1 --" })).toEqual([]);
    expect(idsOf(store, { text: '1000' })).toEqual(['b', 'a']);
    expect(idsOf(store, { text: '  ' })).toEqual(['b', 'a']);
  });

  it('holds all conditions together and counts what fits', () => {
    const { store } = open(inMemory);
    insert(store, 'a', { source: 'mtls', status: 'revoked', label: 'x' });
    insert(store, 'b', { source: 'mtls', status: 'good', label: 'x' });
    insert(store, 'c', { source: 'check', status: 'revoked', label: 'x' });
    const filter: FlowFilter = { statuses: ['revoked'], sources: ['mtls'], text: 'x' };
    expect(store.flows.list(filter, 0, 9)).toMatchObject({ rows: [{ id: 'a' }], total: 1 });
    insert(store, 'd', { source: 'mtls', status: 'revoked', label: 'x' });
    expect(store.flows.list(filter, 0, 1)).toMatchObject({ rows: [{ id: 'd' }], total: 2 });
  });
});

describe('hidden flows', () => {
  it('are in no list, no count and no look-up until they are brought back', () => {
    const { store } = open(inMemory);
    for (const id of ['a', 'b', 'c']) insert(store, id, { durationMs: 10 });
    store.flows.hide(['a', 'c', 'nobody'], 't');
    expect(idsOf(store)).toEqual(['b']);
    expect(store.flows.list({ ...everything, text: 'client' }, 0, 9).total).toBe(1);
    expect(store.flows.get('a')).toBeNull();
    expect(store.flows.statistics().total).toBe(1);
    expect(store.flows.unhide('t')).toBe(2);
    expect(idsOf(store)).toEqual(['c', 'b', 'a']);
    expect(store.flows.unhide('t')).toBe(0);
  });

  it('are all of them for null, but not those that come later, each under its own token', () => {
    const { store } = open(inMemory);
    insert(store, 'a');
    store.flows.hide(null, 't1');
    insert(store, 'b');
    store.flows.hide(null, 't2');
    insert(store, 'c');
    expect(idsOf(store)).toEqual(['c']);
    expect(store.flows.unhide('t1')).toBe(1);
    expect(idsOf(store)).toEqual(['c', 'a']);
    expect(store.flows.unhide('t2')).toBe(1);
    expect(idsOf(store)).toEqual(['c', 'b', 'a']);
  });

  it('are gone for good once purged, and the others are not', () => {
    const { store } = open(inMemory);
    insert(store, 'a');
    insert(store, 'b');
    store.flows.hide(['a'], 't');
    store.flows.purgeHidden();
    expect(store.flows.unhide('t')).toBe(0);
    expect(idsOf(store)).toEqual(['b']);
    store.flows.hide(null, 't');
    store.flows.purgeHidden();
    expect(store.flows.list(everything, 0, 9)).toEqual({ rows: [], total: 0 });
    insert(store, 'a');
    expect(idsOf(store)).toEqual(['a']);
  });

  it('stay deleted where the program ended without purging them', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    insert(first, 'a');
    insert(first, 'b');
    first.flows.hide(['a'], 't');
    first.close();
    const { store } = open(path);
    expect(store.flows.unhide('t')).toBe(0);
    expect(idsOf(store)).toEqual(['b']);
  });

  it('leave the latest durations while they are hidden', () => {
    const { store } = open(inMemory);
    insert(store, 'slow', { durationMs: 100 });
    insert(store, 'fast', { durationMs: 1 });
    store.flows.hide(['slow'], 't');
    expect(store.flows.statistics()).toEqual({ total: 1, p50Ms: 1, p95Ms: 1 });
    store.flows.unhide('t');
    expect(store.flows.statistics()).toEqual({ total: 2, p50Ms: 1, p95Ms: 100 });
  });
});

describe('the numbers of the flows', () => {
  it('are nothing without flows', () => {
    const none = { total: 0, p50Ms: null, p95Ms: null };
    expect(open(inMemory).store.flows.statistics()).toEqual(none);
  });

  it('are percentiles by nearest rank over the latest 1,000, the same after opening again', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    insert(first, 'early', { durationMs: 9_999 });
    first.flows.statistics();
    for (let index = 1; index <= 1_000; index += 1) {
      insert(first, `f${index}`, { durationMs: index });
    }
    const expected = { total: 1_001, p50Ms: 500, p95Ms: 950 };
    expect(first.flows.statistics()).toEqual(expected);
    first.close();
    expect(open(path).store.flows.statistics()).toEqual(expected);
  });
});

describe('the limit of the flows', () => {
  it('removes the oldest, hidden ones too, and keeps the counts right', () => {
    const { store } = open(inMemory);
    store.flows.retain({ maxFlows: 5, startedSince: null });
    for (let index = 0; index < 4; index += 1) insert(store, `a${index}`);
    store.flows.hide(['a1'], 't');
    expect(store.flows.statistics().total).toBe(3);
    for (let index = 0; index < 3; index += 1) insert(store, `b${index}`);
    expect(idsOf(store)).toEqual(['b2', 'b1', 'b0', 'a3', 'a2']);
    expect(store.flows.statistics().total).toBe(5);
    expect(store.flows.get('a0')).toBeNull();
    expect(store.flows.unhide('t')).toBe(0);
    for (let index = 0; index < 20; index += 1) insert(store, `c${index}`);
    expect(idsOf(store)).toEqual(['c19', 'c18', 'c17', 'c16', 'c15']);
    expect(store.flows.list(everything, 0, 1).total).toBe(5);
  });

  it('holds for a file that has more than a lower limit', () => {
    const path = join(tempDir(), 'store.db');
    const first = open(path).store;
    for (let index = 0; index < 10; index += 1) insert(first, `a${index}`);
    first.close();
    const { store } = open(path);
    store.flows.retain({ maxFlows: 3, startedSince: null });
    expect(idsOf(store)).toEqual(['a9', 'a8', 'a7']);
    insert(store, 'b');
    expect(idsOf(store)).toEqual(['b', 'a9', 'a8']);
  });

  it('lets a hundredth more go at once, so that not each flow removes another', () => {
    const { store } = open(inMemory);
    store.flows.retain({ maxFlows: 200, startedSince: null });
    for (let index = 0; index < 201; index += 1) insert(store, `a${index}`);
    expect(store.flows.statistics().total).toBe(198);
    for (let index = 0; index < 2; index += 1) insert(store, `b${index}`);
    expect(store.flows.statistics().total).toBe(200);
    expect(idsOf(store)[0]).toBe('b1');
  });

  it('takes away what began too early', () => {
    const { store } = open(inMemory);
    for (const [id, start] of [
      ['old', startedAt - 2],
      ['new', startedAt],
    ] as const) {
      const { flow, row } = sampleFlow(id);
      store.flows.insert({ ...flow, startedAt: start }, { ...row, startedAt: start });
    }
    store.flows.retain({ maxFlows: 10, startedSince: startedAt - 1 });
    expect(idsOf(store)).toEqual(['new']);
    expect(store.flows.get('old')).toBeNull();
  });
});

describe('what flows share', () => {
  const count = (path: string, table: string) => {
    const database = new Libsql(path, {});
    const [row] = database.prepare(`select count(*) as count from ${table}`).all([]);
    database.close();
    return Reflect.get(Object(row), 'count');
  };

  it('is kept once, as long as a flow uses it', () => {
    const path = join(tempDir(), 'store.db');
    const der = new Uint8Array(500).fill(7);
    const { store } = open(path);
    for (let index = 0; index < 5; index += 1) {
      const { flow, row } = sampleFlow(`a${index}`);
      const policy = { ...flow.policy, responderCertificate: der };
      store.flows.insert({ ...flow, policy }, row);
    }
    store.flush();
    // The certificate, and the text that the others are compressed with.
    expect(count(path, 'octets')).toBe(2);
    expect(store.flows.get('a0')?.policy.responderCertificate).toEqual(der);
    store.flows.retain({ maxFlows: 1, startedSince: null });
    expect(store.flows.get('a4')?.policy.responderCertificate).toEqual(der);
    insert(store, 'b');
    store.flows.retain({ maxFlows: 1, startedSince: null });
    expect(count(path, 'octets')).toBe(1);
    store.flows.hide(null, 'all');
    store.flows.purgeHidden();
    expect([count(path, 'octets'), count(path, 'packed_flows')]).toEqual([0, 0]);
  });

  it('makes a thousand flows smaller than two kilobytes each', () => {
    const path = join(tempDir(), 'store.db');
    const { store } = open(path);
    for (let index = 0; index < 1_000; index += 1) insert(store, `flow-${index}`);
    store.close();
    expect(statSync(path).size).toBeLessThan(2_000_000);
  });
});

describe('a serial number', () => {
  it.each(['0x1000', '0X1000', '1000', '0x00001000', '0x10'])('is found as %s', (text) => {
    const { store } = open(inMemory);
    insert(store, 'a');
    expect(store.flows.list({ statuses: null, sources: null, text }, 0, 9).total).toBe(1);
  });
});

describe('writing in batches', () => {
  it('writes within a moment without being told to', async () => {
    const path = join(tempDir(), 'store.db');
    const { store } = open(path);
    const reader = open(path).store;
    insert(store, 'a');
    while (reader.flows.get('a') === null) await new Promise((done) => setTimeout(done, 5));
  });

  it('reports a failure, keeps what waits, and writes it when it can', () => {
    const path = join(tempDir(), 'store.db');
    const { store, errors } = open(path);
    tamper(
      path,
      `create trigger full before insert on packed_flows begin select raise(abort, 'no'); end`,
    );
    insert(store, 'a');
    store.flush();
    expect(errors).toMatchObject([{ code: 'write-failed', waiting: 1 }]);
    tamper(path, 'drop trigger full');
    store.flush();
    expect(idsOf(store)).toEqual(['a']);
    expect(store.flows.statistics().total).toBe(1);
  });

  it('does nothing any more after the end', () => {
    const { store, errors } = open(inMemory);
    store.close();
    insert(store, 'a');
    store.flush();
    expect(store.flows.get('a')).toBeNull();
    expect(store.flows.list(everything, 0, 9)).toEqual({ rows: [], total: 0 });
    store.close();
    expect(errors).toEqual([]);
  });
});
