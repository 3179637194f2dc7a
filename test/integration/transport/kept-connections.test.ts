import type { Socket } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../../support/process.ts';
import { exchangeTo, responseBytes } from './exchange-request.ts';
import { listenOnLoopback } from './raw-server.ts';
import { openServer, openTransport, uncancelled, until } from './setup.ts';

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx';
const good = { kind: 'respond', body: responseBytes } as const;

/** Counts the requests of each connection, which `serve` answers. */
function eachRequest(serve: (socket: Socket, count: number) => void): (socket: Socket) => void {
  return (socket) => {
    let count = 0;
    socket.on('data', () => {
      count += 1;
      serve(socket, count);
    });
  };
}

describe('a kept connection', () => {
  it('serves the next exchange, whose timings say that nothing was connected', async () => {
    const server = await openServer(good);
    const transport = openTransport();
    await transport.exchange(exchangeTo(server.url), uncancelled);
    const second = await transport.exchange(exchangeTo(server.url), uncancelled);
    expect(server.connections()).toBe(1);
    expect(second).toMatchObject({
      ok: true,
      value: { remoteAddress: '127.0.0.1', timings: { lookedUp: null, connected: null } },
    });
  });

  it('is not shared by exchanges at the same time', async () => {
    const server = await openServer(good);
    const transport = openTransport();
    const exchanges = Array.from({ length: 20 }, () =>
      transport.exchange(exchangeTo(server.url), new AbortController().signal),
    );
    const results = await Promise.all(exchanges);
    expect(results.every((result) => result.ok)).toBe(true);
    expect(server.connections()).toBe(20);
  });

  it('is closed with the transport', async () => {
    const server = await openServer(good);
    const transport = openTransport();
    await transport.exchange(exchangeTo(server.url), uncancelled);
    expect(server.openConnections()).toBe(1);
    transport.close();
    await until(() => server.openConnections() === 0);
  });

  it('is not reused after the responder asked for its end', async () => {
    const server = await openServer({ ...good, headers: { connection: 'close' } });
    const transport = openTransport();
    await transport.exchange(exchangeTo(server.url), uncancelled);
    await transport.exchange(exchangeTo(server.url), uncancelled);
    expect(server.connections()).toBe(2);
  });

  it('is replaced once where it dies before a byte of the answer', async () => {
    const server = await listenOnLoopback(
      eachRequest((socket, count) => {
        if (count === 1) socket.write(answer);
        else socket.resetAndDestroy();
      }),
    );
    const transport = openTransport();
    await transport.exchange(exchangeTo(server.url), uncancelled);
    const second = await transport.exchange(exchangeTo(server.url), uncancelled);
    expect(second).toMatchObject({ ok: true });
    expect(server.connections()).toBe(2);
  });

  it('is not replaced where it dies in the middle of the answer', async () => {
    const server = await listenOnLoopback(
      eachRequest((socket, count) => {
        if (count === 1) socket.write(answer);
        else socket.end('HTTP/1.1 2');
      }),
    );
    const transport = openTransport();
    await transport.exchange(exchangeTo(server.url), uncancelled);
    const second = await transport.exchange(exchangeTo(server.url), uncancelled);
    expect(second).toMatchObject({ ok: false });
    expect(server.connections()).toBe(1);
  });

  it('is replaced by one new connection and not by another kept one', async () => {
    let isDying = false;
    const server = await listenOnLoopback((socket) => {
      const bornDying = isDying;
      socket.on('data', () => {
        if (isDying && !bornDying) socket.resetAndDestroy();
        else socket.write(answer);
      });
    });
    const transport = openTransport();
    const request = exchangeTo(server.url);
    await Promise.all([1, 2, 3].map(() => transport.exchange(request, uncancelled)));
    expect(server.connections()).toBe(3);
    isDying = true;
    expect(await transport.exchange(request, uncancelled)).toMatchObject({ ok: true });
    expect(server.connections()).toBe(4);
  });

  it('outlives a responder that died and came back on the same port', async () => {
    const serve = eachRequest((socket) => socket.write(answer));
    const transport = openTransport();
    const before = await listenOnLoopback(serve);
    const request = exchangeTo(before.url);
    expect(await transport.exchange(request, uncancelled)).toMatchObject({ ok: true });
    await before.close();
    const meanwhile = await transport.exchange(request, uncancelled);
    expect(meanwhile).toMatchObject({
      ok: false,
      error: { error: { code: 'connection-refused' } },
    });
    await listenOnLoopback(serve, '127.0.0.1', before.port);
    expect(await transport.exchange(request, uncancelled)).toMatchObject({ ok: true });
  });

  it('is not reused once its exchange failed', async () => {
    const server = await openServer({ kind: 'huge', bytes: 100_000, announced: 'length' });
    const transport = openTransport();
    await transport.exchange(exchangeTo(server.url), uncancelled);
    server.behave(good);
    const second = await transport.exchange(exchangeTo(server.url), uncancelled);
    expect(second).toMatchObject({ ok: true });
    expect(server.connections()).toBe(2);
  });

  it('is not reused after an answer that nobody asked for', async () => {
    const unasked = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil';
    const server = await listenOnLoopback(
      eachRequest((socket) => socket.write(`${answer}${unasked}`)),
    );
    const transport = openTransport();
    const first = await transport.exchange(exchangeTo(server.url), uncancelled);
    const second = await transport.exchange(exchangeTo(server.url), uncancelled);
    expect(first.ok && Buffer.from(first.value.body).toString()).toBe('x');
    expect(second.ok && Buffer.from(second.value.body).toString()).toBe('x');
    expect(server.connections()).toBe(2);
  });

  it('does not keep the process alive', async () => {
    const server = await openServer(good);
    const program = fileURLToPath(new URL('exchange-and-end.ts', import.meta.url));
    const load = `import { runnerImport } from 'vite'; await runnerImport(${JSON.stringify(program)});`;
    const set = `process.env.RESPONDER_URL = ${JSON.stringify(server.url)};`;
    const script = ['--input-type=module', '--eval', `${set} ${load}`];
    const { stdout } = await run(process.execPath, script);
    const output = Buffer.from(stdout).toString('utf8');
    expect(output).toContain('answered');
    // Far less than the four seconds for which an idle connection is kept.
    expect(Number(/waited (\d+) ms/.exec(output)?.[1])).toBeLessThan(2_000);
  });
});
