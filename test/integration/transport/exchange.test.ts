import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { emptyBody, htmlPage, internalError } from '../../support/hostile-behaviour.ts';
import { refusingUrl } from '../../support/hostile-server.ts';
import { exchangeTo, requestBytes, responseBytes } from './exchange-request.ts';
import { listenOnLoopback } from './raw-server.ts';
import { openServer, openTransport, uncancelled, until } from './setup.ts';

const good = { kind: 'respond', body: responseBytes } as const;

describe('an exchange that brings an answer', () => {
  it('posts the request octets and gives back status, headers, body, address and timings', async () => {
    const server = await openServer(good);
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: true,
      value: {
        status: 200,
        statusText: 'OK',
        contentType: 'application/ocsp-response',
        body: responseBytes,
        remoteAddress: '127.0.0.1',
        timings: { lookedUp: null, secured: null },
        shared: false,
      },
    });
    if (!result.ok) return;
    const { connected, firstByte, total } = result.value.timings;
    expect(connected).toBeGreaterThan(0);
    expect(firstByte).toBeGreaterThanOrEqual(connected ?? Number.NaN);
    expect(total).toBeGreaterThanOrEqual(firstByte ?? Number.NaN);
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/', body: requestBytes });
  });

  it.each(['get', 'post'] as const)('sends with %s exactly what it prepared', async (method) => {
    const wire = await listenOnLoopback((socket) => {
      socket.once('data', (bytes) => {
        received = bytes.toString('latin1');
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx');
      });
    });
    let received = '';
    const transport = openTransport({ version: '1.2.3' });
    const request = exchangeTo(`${wire.url}/ocsp`, { method });
    const prepared = transport.prepare(request);
    await transport.exchange(request, uncancelled);
    if (!prepared.ok) throw new Error(prepared.error.code);
    const { headers, url } = prepared.value;
    const { pathname } = new URL(url);
    const body = method === 'post' ? Buffer.from(requestBytes).toString('latin1') : '';
    const lines = headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
    expect(received).toBe(`${method.toUpperCase()} ${pathname} HTTP/1.1\r\n${lines}\r\n${body}`);
    expect(received).toContain('User-Agent: revoscope/1.2.3\r\n');
  });

  it('reports another content type without refusing the body', async () => {
    const server = await openServer(htmlPage);
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({ ok: true, value: { contentType: 'text/html; charset=utf-8' } });
  });

  it('reports a missing content type as null', async () => {
    const server = await openServer({ ...good, contentType: null });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({ ok: true, value: { contentType: null } });
  });

  it('takes a compressed body as the bytes that it is', async () => {
    const body = new Uint8Array(gzipSync(responseBytes));
    const server = await openServer({ ...good, body, headers: { 'content-encoding': 'gzip' } });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result.ok && result.value.body).toEqual(body);
    expect(server.requests[0]?.headers['accept-encoding']).toBe('identity');
  });

  it('joins a chunked body of exactly the limit', async () => {
    const server = await openServer({ kind: 'huge', bytes: 300_000, announced: 'chunked' });
    const request = exchangeTo(server.url, { maxResponseBytes: 300_000 });
    const result = await openTransport().exchange(request, uncancelled);
    expect(result.ok && result.value.body.length).toBe(300_000);
  });

  it('reads a body that ends with the connection', async () => {
    const raw = new TextEncoder().encode('HTTP/1.0 200 OK\r\n\r\nabc');
    const server = await openServer({ kind: 'raw', bytes: raw });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result.ok && Buffer.from(result.value.body).toString()).toBe('abc');
  });

  it('keeps repeated headers apart and in order', async () => {
    const raw = new TextEncoder().encode(
      'HTTP/1.1 200 Fine\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 1\r\n\r\nx',
    );
    const server = await openServer({ kind: 'raw', bytes: raw });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: true,
      value: {
        statusText: 'Fine',
        headers: [
          { name: 'X-A', value: '1' },
          { name: 'x-a', value: '2' },
          { name: 'Content-Length', value: '1' },
        ],
      },
    });
  });
});

describe('an exchange that fails', () => {
  it('says that the connection was refused, and where', async () => {
    const url = await refusingUrl();
    const result = await openTransport().exchange(exchangeTo(url), uncancelled);
    expect(result).toEqual({
      ok: false,
      error: {
        error: {
          code: 'connection-refused',
          address: '127.0.0.1',
          port: Number(new URL(url).port),
        },
        response: null,
      },
    });
  });

  it('fails for a URI that cannot be used, in prepare and in exchange alike', async () => {
    const transport = openTransport();
    const request = exchangeTo('ldap://x/');
    const error = { code: 'uri-scheme-unsupported', uri: 'ldap://x/', scheme: 'ldap' };
    expect(transport.prepare(request)).toEqual({ ok: false, error });
    expect(await transport.exchange(request, uncancelled)).toEqual({
      ok: false,
      error: { error, response: null },
    });
  });

  it('keeps the body of a server error for people to look at', async () => {
    const server = await openServer(internalError);
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: {
        error: { code: 'http-status', status: 500, statusText: 'Internal Server Error' },
        response: { status: 500, body: internalErrorBody() },
      },
    });
  });

  it('keeps the first octets of an endless error page and calls it by its status', async () => {
    const body = new Uint8Array(5_000);
    const server = await openServer({ kind: 'respond', status: 404, body });
    const request = exchangeTo(server.url, { maxResponseBytes: 100 });
    const result = await openTransport().exchange(request, uncancelled);
    expect(result).toMatchObject({ ok: false, error: { error: { code: 'http-status' } } });
    expect(!result.ok && result.error.response?.body.length).toBe(100);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
    const elsewhere = await openServer(good);
    const server = await openServer({
      kind: 'respond',
      status,
      headers: { location: elsewhere.url },
      body: new Uint8Array(),
    });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: { error: { code: 'redirected', status, location: elsewhere.url } },
    });
    expect(elsewhere.connections()).toBe(0);
  });

  it('says that the body is empty', async () => {
    const server = await openServer(emptyBody);
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: {
        error: { code: 'response-empty', contentType: 'application/ocsp-response' },
        response: { status: 200 },
      },
    });
  });

  it('takes a status without a body for what it is', async () => {
    const raw = new TextEncoder().encode('HTTP/1.1 204 No Content\r\n\r\n');
    const server = await openServer({ kind: 'raw', bytes: raw });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: { error: { code: 'http-status', status: 204 } },
    });
  });

  it('refuses an announced length over the limit before reading the body', async () => {
    const server = await openServer({ kind: 'headers-only', contentLength: 65_537 });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: {
        error: { code: 'response-too-large', limitBytes: 65_536 },
        response: { status: 200 },
      },
    });
    await until(() => server.openConnections() === 0);
  });

  it('stops reading an unannounced 10 MB at the limit', async () => {
    const server = await openServer({ kind: 'huge', bytes: 10_000_000, announced: 'chunked' });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({ ok: false, error: { error: { code: 'response-too-large' } } });
    expect(!result.ok && result.error.response?.body.length).toBe(65_536);
    await until(() => server.openConnections() === 0);
  });

  it('counts what came of a body that was cut off', async () => {
    const server = await openServer({ kind: 'half', body: new Uint8Array(100), bytes: 40 });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: {
        error: { code: 'connection-lost', receivedBytes: 40, expectedBytes: 100 },
        response: { status: 200 },
      },
    });
  });

  it('counts what came of a chunked body that was cut off', async () => {
    const raw = new TextEncoder().encode(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n5\r\nab',
    );
    const server = await openServer({ kind: 'raw', bytes: raw });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: { error: { code: 'connection-lost', receivedBytes: 7, expectedBytes: null } },
    });
  });

  it.each(['close', 'reset'] as const)('says that nothing came after a %s', async (how) => {
    const server = await openServer({ kind: 'hang-up', how });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toEqual({
      ok: false,
      error: {
        error: { code: 'connection-lost', receivedBytes: 0, expectedBytes: null },
        response: null,
      },
    });
    expect(server.requests.length).toBe(1);
  });

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['DER without HTTP', '\x30\x03\x0a\x01\x06'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx'],
    [
      'length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx',
    ],
    ['a bad chunk size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ])('calls %s malformed', async (_, text) => {
    const server = await openServer({ kind: 'raw', bytes: Buffer.from(text, 'latin1') });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({ ok: false, error: { error: { code: 'http-malformed' } } });
  });

  it('calls headers without end malformed', async () => {
    const bytes = Buffer.from(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(20_000)}`, 'latin1');
    const server = await openServer({ kind: 'raw', bytes });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: { error: { code: 'http-malformed', detail: 'its headers are larger than 16 KiB' } },
    });
  });

  it('does not switch to another protocol', async () => {
    const text = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n';
    const server = await openServer({ kind: 'raw', bytes: Buffer.from(text, 'latin1') });
    const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
    expect(result).toMatchObject({
      ok: false,
      error: { error: { code: 'http-status', status: 101 } },
    });
  });
});

describe('an exchange with a host of several addresses', () => {
  it('reaches a responder that listens on the second address only', async () => {
    const server = await openServer(good);
    const lookup = async () => ['127.9.9.9', '127.0.0.1'];
    const result = await openTransport({ lookup }).exchange(
      exchangeTo(`http://two.example:${server.port}/`),
      uncancelled,
    );
    expect(result).toMatchObject({ ok: true, value: { remoteAddress: '127.0.0.1' } });
    expect(result.ok && result.value.timings.lookedUp).toBeGreaterThanOrEqual(0);
    expect(server.requests[0]?.headers.host).toBe(`two.example:${server.port}`);
  });

  it('names the first address when all refuse', async () => {
    const { port } = new URL(await refusingUrl());
    const lookup = async () => ['127.0.0.1', '127.9.9.9'];
    const result = await openTransport({ lookup }).exchange(
      exchangeTo(`http://two.example:${port}/`),
      uncancelled,
    );
    expect(result).toMatchObject({
      ok: false,
      error: { error: { code: 'connection-refused', address: '127.0.0.1' } },
    });
  });

  it('reaches localhost on each loopback address without asking a resolver', async () => {
    const lookup = () => Promise.reject(new Error('asked'));
    for (const host of loopbackAddresses()) {
      const server = await listenOnLoopback(answerOnce, host);
      const uri = `http://localhost:${server.port}/`;
      const result = await openTransport({ lookup }).exchange(exchangeTo(uri), uncancelled);
      expect(result).toMatchObject({ ok: true, value: { remoteAddress: host } });
    }
  });

  it('reaches literal addresses, IPv6 in brackets', async () => {
    for (const host of loopbackAddresses()) {
      const server = await listenOnLoopback(answerOnce, host);
      const result = await openTransport().exchange(exchangeTo(server.url), uncancelled);
      expect(result).toMatchObject({ ok: true, value: { remoteAddress: host } });
    }
  });

  it('says that a name has no address, and why', async () => {
    const missing = Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND' });
    const refusals = [
      { lookup: () => Promise.reject(missing), detail: 'there is no such name' },
      { lookup: async () => [], detail: 'the name has no address' },
    ];
    for (const { lookup, detail } of refusals) {
      const result = await openTransport({ lookup }).exchange(
        exchangeTo('http://nowhere.example/'),
        uncancelled,
      );
      expect(result).toEqual({
        ok: false,
        error: {
          error: { code: 'name-not-resolved', host: 'nowhere.example', detail },
          response: null,
        },
      });
    }
  });
});

function internalErrorBody(): Uint8Array {
  return internalError.kind === 'respond' ? internalError.body : new Uint8Array();
}

function answerOnce(socket: Socket): void {
  socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx'));
}

/** 127.0.0.1, and ::1 where this machine has it. */
function loopbackAddresses(): readonly string[] {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return own.some(({ address }) => address === '::1') ? ['127.0.0.1', '::1'] : ['127.0.0.1'];
}
