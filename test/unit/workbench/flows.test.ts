import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FlowFilter } from '#shared/flow/flow.ts';
import { createFlows } from '#workbench/flows.ts';
import { sampleFlow } from '../store/samples.ts';
import { countingRandom, listeningHub, memoryStore } from './setup.ts';

const everything: FlowFilter = { statuses: null, sources: null, text: '' };

function open() {
  const { hub, told } = listeningHub();
  const storage = memoryStore().flows;
  let now = 1_000;
  const clock = {
    now: () => {
      now += 1;
      return now;
    },
    monotonic: () => 0,
  };
  const book = createFlows({ storage, hub, clock, random: countingRandom() });
  const { flow } = sampleFlow('sample');
  const { outcome } = flow;
  if (outcome === null) throw new Error('the sample has not finished');
  const begin = () => book.begin('check', flow.policy);
  const complete = () => {
    const writer = begin();
    for (const event of flow.events) writer.record(event);
    return writer.finish(outcome);
  };
  return { book, told, flow, outcome, begin, complete };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the flow book', () => {
  it('gives a flow while it runs and after it has finished', () => {
    const { book, begin, flow, outcome } = open();
    const writer = begin();
    for (const event of flow.events) writer.record(event);
    expect(book.get(writer.id)).toMatchObject({ ok: true, value: { outcome: null } });
    const finished = writer.finish(outcome);
    expect(book.get(writer.id)).toEqual({ ok: true, value: finished });
    expect(finished.events).toEqual(flow.events);
    expect(book.get('nowhere')).toEqual({
      ok: false,
      error: { code: 'not-found', what: 'flow' },
    });
  });

  it('gives each flow an id of its own', () => {
    const { begin } = open();
    const ids = Array.from({ length: 20 }, () => begin().id);
    expect(new Set(ids).size).toBe(20);
  });

  it('tells the rows that changed, together and soon', () => {
    const { book, told, complete } = open();
    const first = complete();
    const second = complete();
    expect(told).toEqual([]);
    vi.advanceTimersByTime(50);
    expect(told).toMatchObject([
      {
        type: 'flows-changed',
        listIsStale: false,
        rows: [{ id: first.id }, { id: second.id }],
        statistics: { total: 2 },
      },
    ]);
    vi.advanceTimersByTime(1_000);
    expect(told).toHaveLength(1);
    complete();
    book.flush();
    expect(told).toHaveLength(2);
  });

  it('tells the steps of the flow that is watched, and of no other', () => {
    const { book, told, begin, flow } = open();
    const [first, second, third] = flow.events;
    if (!first || !second || !third) throw new Error('the sample is too short');
    const writer = begin();
    const other = begin();
    writer.record(first);
    book.watch(writer.id);
    writer.record(second);
    other.record(first);
    book.watch(null);
    writer.record(third);
    expect(told).toEqual([
      { type: 'flow-progressed', flowId: writer.id, from: 1, events: [second] },
    ]);
  });

  it('lists running flows before finished ones, newest first, and pages over both', () => {
    const { book, begin, complete, flow } = open();
    const done = [complete(), complete(), complete()].map(({ id }) => id).reverse();
    const running = [begin(), begin()];
    for (const writer of running) writer.record(flow.events[0] ?? never());
    const ids = running.map(({ id }) => id).reverse();
    const page = (offset: number, limit: number) => {
      const { rows, total } = book.list(everything, offset, limit);
      return [rows.map(({ id }) => id), total];
    };
    const all = [...ids, ...done];
    expect(page(0, 10)).toEqual([all, 5]);
    for (let offset = 0; offset < 5; offset += 1) {
      expect(page(offset, 2)).toEqual([all.slice(offset, offset + 2), 5]);
    }
  });

  it('leaves a running flow out of a list of statuses, which it has none of', () => {
    const { book, begin, complete, flow, outcome } = open();
    complete();
    begin().record(flow.events[0] ?? never());
    const statuses = [outcome.status ?? 'not-asked'] as const;
    expect(book.list({ ...everything, statuses }, 0, 10)).toMatchObject({ total: 1 });
    expect(book.list({ ...everything, sources: ['mtls'] }, 0, 10).total).toBe(0);
    expect(book.list({ ...everything, text: ' CLIENT-1 ' }, 0, 10).total).toBe(2);
    expect(book.list({ ...everything, text: 'nobody' }, 0, 10).total).toBe(0);
  });

  it('deletes some and brings them back once', () => {
    const { book, told, complete } = open();
    const [first, second] = [complete(), complete()];
    book.flush();
    const token = book.delete([first.id]);
    book.flush();
    expect(told.at(-1)).toMatchObject({ listIsStale: true, rows: [], statistics: { total: 1 } });
    expect(book.list(everything, 0, 10).rows.map(({ id }) => id)).toEqual([second.id]);
    expect(book.restore(token)).toEqual({ ok: true, value: null });
    book.flush();
    expect(told.at(-1)).toMatchObject({ listIsStale: true, statistics: { total: 2 } });
    expect(book.list(everything, 0, 10).total).toBe(2);
    expect(book.restore(token)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('deletes all that have finished, and leaves what runs', () => {
    const { book, begin, complete, flow, outcome } = open();
    complete();
    const running = begin();
    running.record(flow.events[0] ?? never());
    const token = book.delete(null);
    expect(book.list(everything, 0, 10).rows.map(({ id }) => id)).toEqual([running.id]);
    running.finish(outcome);
    expect(book.list(everything, 0, 10).total).toBe(1);
    book.restore(token);
    expect(book.list(everything, 0, 10).total).toBe(2);
  });
});

function never(): never {
  throw new Error('the sample has no events');
}
