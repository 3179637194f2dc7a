import { describe, expect, it } from 'vitest';
import type { ExchangeFailure, ExchangeRequest, Transport } from '#engine/ask/ports.ts';
import { coalesce } from '#engine/ask/transport/coalesce.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';

type Outcome = Result<HttpResponseRecord, ExchangeFailure>;

const request: ExchangeRequest = {
  uri: 'http://h/',
  uriSource: 'aia',
  method: 'post',
  ocspRequest: new Uint8Array([1, 2, 3]),
  connectTimeoutMs: 1,
  totalTimeoutMs: 2,
  maxResponseBytes: 3,
  addressPolicy: 'any',
};

const record: HttpResponseRecord = {
  status: 200,
  statusText: 'OK',
  headers: [],
  contentType: null,
  body: new Uint8Array([9]),
  remoteAddress: null,
  timings: { lookedUp: null, connected: null, secured: null, firstByte: null, total: 1 },
  shared: false,
};

/** A transport whose exchanges end when the test says so. */
function manualTransport() {
  const begun: { readonly signal: AbortSignal; readonly end: (outcome: Outcome) => void }[] = [];
  const transport: Transport = {
    prepare: ({ uri }) => err({ code: 'uri-invalid', uri, detail: 'prepared by the inner one' }),
    exchange: (_, signal) => new Promise((end) => begun.push({ signal, end })),
  };
  return { transport, begun };
}

const never = () => new AbortController().signal;

describe('coalesce', () => {
  it('lets identical requests in flight share one exchange and marks those that joined', async () => {
    const { transport, begun } = manualTransport();
    const shared = coalesce(transport);
    const same = { ...request, ocspRequest: new Uint8Array([0, 1, 2, 3]).subarray(1) };
    const pending = [
      shared.exchange(request, never()),
      shared.exchange(same, never()),
      shared.exchange(request, never()),
    ];
    expect(begun.length).toBe(1);
    begun[0]?.end(ok(record));
    expect(await Promise.all(pending)).toEqual([
      ok(record),
      ok({ ...record, shared: true }),
      ok({ ...record, shared: true }),
    ]);
    expect(shared.coalescedCount()).toBe(2);
  });

  it('shares a failure with the response that came before it', async () => {
    const { transport, begun } = manualTransport();
    const shared = coalesce(transport);
    const pending = [shared.exchange(request, never()), shared.exchange(request, never())];
    const error = { code: 'http-status', status: 500, statusText: '' } as const;
    begun[0]?.end(err({ error, response: record }));
    expect(await Promise.all(pending)).toEqual([
      err({ error, response: record }),
      err({ error, response: { ...record, shared: true } }),
    ]);
  });

  it.each<[string, Partial<ExchangeRequest>]>([
    ['URI', { uri: 'http://h/2' }],
    ['source of the URI', { uriSource: 'configuration' }],
    ['method', { method: 'get' }],
    ['octets', { ocspRequest: new Uint8Array([1, 2, 4]) }],
    ['connect limit', { connectTimeoutMs: 9 }],
    ['total limit', { totalTimeoutMs: 9 }],
    ['size limit', { maxResponseBytes: 9 }],
    ['address policy', { addressPolicy: 'public-only' }],
  ])('keeps requests apart that differ in their %s', async (_, change) => {
    const { transport, begun } = manualTransport();
    const shared = coalesce(transport);
    void shared.exchange(request, never());
    void shared.exchange({ ...request, ...change }, never());
    expect(begun.length).toBe(2);
    expect(shared.coalescedCount()).toBe(0);
  });

  it('begins anew once an exchange has ended', async () => {
    const { transport, begun } = manualTransport();
    const shared = coalesce(transport);
    const first = shared.exchange(request, never());
    begun[0]?.end(ok(record));
    await first;
    void shared.exchange(request, never());
    expect(begun.length).toBe(2);
    expect(shared.coalescedCount()).toBe(0);
  });

  it('cancels a waiter alone while others wait, even the one that began', async () => {
    const { transport, begun } = manualTransport();
    const shared = coalesce(transport);
    const first = new AbortController();
    const cancelled = shared.exchange(request, first.signal);
    const waiting = shared.exchange(request, never());
    first.abort();
    expect(await cancelled).toEqual(err({ error: { code: 'cancelled' }, response: null }));
    expect(begun[0]?.signal.aborted).toBe(false);
    begun[0]?.end(ok(record));
    expect(await waiting).toEqual(ok({ ...record, shared: true }));
  });

  it('ends the exchange when all waiters have gone, and begins anew for the next', async () => {
    const { transport, begun } = manualTransport();
    const shared = coalesce(transport);
    const [first, second] = [new AbortController(), new AbortController()];
    const pending = [
      shared.exchange(request, first.signal),
      shared.exchange(request, second.signal),
    ];
    first.abort();
    second.abort();
    await Promise.all(pending);
    expect(begun[0]?.signal.aborted).toBe(true);
    const next = shared.exchange(request, never());
    expect(begun.length).toBe(2);
    begun[0]?.end(err({ error: { code: 'cancelled' }, response: null }));
    begun[1]?.end(ok(record));
    expect(await next).toEqual(ok(record));
  });

  it('starts nothing for a signal that was given before', async () => {
    const { transport, begun } = manualTransport();
    const outcome = await coalesce(transport).exchange(request, AbortSignal.abort());
    expect(outcome).toEqual(err({ error: { code: 'cancelled' }, response: null }));
    expect(begun.length).toBe(0);
  });

  it('prepares as the transport within does', () => {
    const prepared = coalesce(manualTransport().transport).prepare(request);
    expect(prepared).toMatchObject({ ok: false, error: { detail: 'prepared by the inner one' } });
  });
});
