import { describe, expect, it } from 'vitest';
import { exchangeTo } from './exchange-request.ts';
import { listenOnLoopback } from './raw-server.ts';
import { openServer, openTransport, uncancelled, until } from './setup.ts';

describe('the time limits of an exchange', () => {
  it('end the wait for a responder that says nothing', async () => {
    const server = await openServer({ kind: 'silent' });
    const request = exchangeTo(server.url, { totalTimeoutMs: 500 });
    const begun = performance.now();
    const result = await openTransport().exchange(request, uncancelled);
    expect(result).toEqual({
      ok: false,
      error: {
        error: { code: 'response-timed-out', afterMs: 500, receivedBytes: 0 },
        response: null,
      },
    });
    expect(performance.now() - begun).toBeLessThan(3_000);
    await until(() => server.openConnections() === 0);
  });

  it('end the wait for a body that does not follow its headers', async () => {
    const server = await openServer({ kind: 'headers-only', contentLength: 10 });
    const request = exchangeTo(server.url, { totalTimeoutMs: 500 });
    const result = await openTransport().exchange(request, uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: {
        error: { code: 'response-timed-out', afterMs: 500, receivedBytes: 0 },
        response: { status: 200 },
      },
    });
  });

  it('cover the whole exchange, so that a trickle cannot stretch it', async () => {
    const body = new Uint8Array(1_000);
    const server = await openServer({ kind: 'slow', body, bytes: 1, everyMs: 10 });
    const request = exchangeTo(server.url, { totalTimeoutMs: 700 });
    const result = await openTransport().exchange(request, uncancelled);
    expect(result).toMatchObject({ ok: false, error: { error: { code: 'response-timed-out' } } });
    if (result.ok || result.error.error.code !== 'response-timed-out') return;
    expect(result.error.error.receivedBytes).toBeGreaterThan(0);
    expect(result.error.response?.body.length).toBe(result.error.error.receivedBytes);
    await until(() => server.openConnections() === 0);
  });

  it('keep the status of a refusal whose body never comes', async () => {
    const wire = await listenOnLoopback((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 503 Busy\r\nContent-Length: 10\r\n\r\nabc'));
    });
    const request = exchangeTo(wire.url, { totalTimeoutMs: 500 });
    const result = await openTransport().exchange(request, uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: {
        error: { code: 'http-status', status: 503, statusText: 'Busy' },
        response: { body: new Uint8Array([97, 98, 99]) },
      },
    });
  });

  it('count resolving the name into the connection', async () => {
    const lookup = () => new Promise<never>(() => {});
    const request = exchangeTo('http://slow.example/', { connectTimeoutMs: 40 });
    const result = await openTransport({ lookup }).exchange(request, uncancelled);
    expect(result).toEqual({
      ok: false,
      error: { error: { code: 'connect-timed-out', afterMs: 40 }, response: null },
    });
  });

  it('count the TLS handshake into the connection', async () => {
    const mute = await listenOnLoopback(() => {});
    const request = exchangeTo(`https://127.0.0.1:${mute.port}/`, { connectTimeoutMs: 60 });
    const result = await openTransport().exchange(request, uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: { error: { code: 'connect-timed-out', afterMs: 60 } },
    });
  });

  it('name the limit for the whole where it is the shorter one', async () => {
    const lookup = () => new Promise<never>(() => {});
    const request = exchangeTo('http://slow.example/', {
      connectTimeoutMs: 5_000,
      totalTimeoutMs: 30,
    });
    const result = await openTransport({ lookup }).exchange(request, uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: { error: { code: 'connect-timed-out', afterMs: 30 } },
    });
  });
});

describe('cancelling an exchange', () => {
  it('opens no connection where the signal was given before', async () => {
    const server = await openServer({ kind: 'silent' });
    const result = await openTransport().exchange(exchangeTo(server.url), AbortSignal.abort());
    expect(result).toEqual({ ok: false, error: { error: { code: 'cancelled' }, response: null } });
    expect(server.connections()).toBe(0);
  });

  it('closes the connection at once', async () => {
    const server = await openServer({ kind: 'silent' });
    const controller = new AbortController();
    const pending = openTransport().exchange(exchangeTo(server.url), controller.signal);
    await server.received(1);
    controller.abort();
    expect(await pending).toMatchObject({ ok: false, error: { error: { code: 'cancelled' } } });
    await until(() => server.openConnections() === 0);
  });

  it('ends the wait for a name', async () => {
    const controller = new AbortController();
    const lookup = () => new Promise<never>(() => {});
    const request = exchangeTo('http://slow.example/');
    const pending = openTransport({ lookup }).exchange(request, controller.signal);
    controller.abort();
    expect(await pending).toMatchObject({ ok: false, error: { error: { code: 'cancelled' } } });
  });

  it('makes no connection for a name that is resolved after the end', async () => {
    const server = await openServer({ kind: 'respond', body: new Uint8Array([1]) });
    const controller = new AbortController();
    let resolveName = (_: readonly string[]) => {};
    const lookup = () =>
      new Promise<readonly string[]>((resolve) => {
        resolveName = resolve;
      });
    const request = exchangeTo(`http://slow.example:${server.port}/`);
    const pending = openTransport({ lookup }).exchange(request, controller.signal);
    controller.abort();
    await pending;
    resolveName(['127.0.0.1']);
    // A round trip to the same server: whatever was to be connected would have been by then.
    await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(server.connections()).toBe(1);
  });

  it('leaves no listener on a signal that lives on', async () => {
    const server = await openServer({ kind: 'respond', body: new Uint8Array([1]) });
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    await openTransport().exchange(exchangeTo(server.url), signal);
    expect(listeners).toBe(0);
  });
});
