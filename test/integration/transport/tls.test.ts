import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mustOpenssl } from '../../support/openssl.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { exchangeTo, responseBytes } from './exchange-request.ts';
import { openServer, openTransport, uncancelled } from './setup.ts';
import { openTunnelProxy } from './tunnel-proxy.ts';

const dir = suiteTempDir('transport-tls');

interface Https {
  readonly server: Server;
  readonly port: number;
  readonly pem: string;
}

/** An https responder for `localhost` with a certificate that it signed itself. */
async function startHttps(dates: readonly string[]): Promise<Https> {
  const name = `server-${dates.join('-') || 'valid'}`;
  const [key, cert] = [join(dir.path, `${name}.key`), join(dir.path, `${name}.pem`)];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const subject = [
    '-nodes',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost,DNS:ocsp.example',
  ];
  await mustOpenssl([...request, ...subject, ...dates, '-keyout', key, '-out', cert]);
  const pem = await readFile(cert, 'utf8');
  const server = createServer({ key: await readFile(key), cert: pem }, (incoming, response) => {
    incoming.resume();
    response.end(responseBytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return { server, port: address.port, pem };
}

describe('an exchange over https', () => {
  let responder: Https;
  let other: Https;
  beforeAll(async () => {
    responder = await startHttps([]);
    other = await startHttps(['-days', '2']);
  });
  afterAll(async () => {
    for (const { server } of [responder, other]) {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }
  });

  it('brings the answer of a server whose certificate is trusted, with the time of the handshake', async () => {
    const transport = openTransport({ extraTrust: () => [responder.pem] });
    const request = exchangeTo(`https://localhost:${responder.port}/`);
    const first = await transport.exchange(request, uncancelled);
    expect(first).toMatchObject({ ok: true, value: { body: responseBytes } });
    if (!first.ok) return;
    const { connected, secured } = first.value.timings;
    expect(secured).toBeGreaterThan(connected ?? Number.NaN);
    const second = await transport.exchange(request, uncancelled);
    expect(second).toMatchObject({ ok: true, value: { timings: { secured: null } } });
  });

  it('refuses a self-signed server that nobody trusts', async () => {
    const request = exchangeTo(`https://localhost:${responder.port}/`);
    expect(await openTransport().exchange(request, uncancelled)).toEqual({
      ok: false,
      error: {
        error: {
          code: 'tls-failed',
          host: 'localhost',
          detail: "the server's certificate is self-signed and not trusted",
        },
        response: null,
      },
    });
  });

  it('refuses it also where the environment turns verification off', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    try {
      const request = exchangeTo(`https://localhost:${responder.port}/`);
      expect(await openTransport().exchange(request, uncancelled)).toMatchObject({
        ok: false,
        error: { error: { code: 'tls-failed' } },
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('refuses a server with a certificate for another name', async () => {
    const transport = openTransport({ extraTrust: () => [responder.pem] });
    const request = exchangeTo(`https://127.0.0.1:${responder.port}/`);
    expect(await transport.exchange(request, uncancelled)).toMatchObject({
      ok: false,
      error: {
        error: { code: 'tls-failed', detail: "the server's certificate is for another name" },
      },
    });
  });

  it('does not believe one server for the trust in another', async () => {
    const transport = openTransport({ extraTrust: () => [other.pem] });
    const request = exchangeTo(`https://localhost:${responder.port}/`);
    expect(await transport.exchange(request, uncancelled)).toMatchObject({
      ok: false,
      error: { error: { code: 'tls-failed' } },
    });
  });

  it('brings the answer through the tunnel of a proxy', async () => {
    const proxy = await openTunnelProxy({ port: responder.port });
    const transport = openTransport({
      proxy: () => proxy.url,
      extraTrust: () => [responder.pem],
    });
    const result = await transport.exchange(exchangeTo('https://ocsp.example/'), uncancelled);
    expect(result).toMatchObject({ ok: true, value: { body: responseBytes } });
    expect(proxy.asked[0]).toMatchObject({ method: 'CONNECT', url: 'ocsp.example:443' });
  });

  it('says that the port speaks no TLS', async () => {
    const plain = await openServer({ kind: 'respond', body: responseBytes });
    const request = exchangeTo(`https://localhost:${plain.port}/`);
    expect(await openTransport().exchange(request, uncancelled)).toMatchObject({
      ok: false,
      error: {
        error: { code: 'tls-failed', detail: 'the server does not speak TLS on this port' },
      },
    });
  });

  it('calls plain http to an https port by what comes back', async () => {
    const request = exchangeTo(`http://localhost:${responder.port}/`);
    const result = await openTransport().exchange(request, uncancelled);
    expect(!result.ok && ['connection-lost', 'http-malformed', 'http-status']).toContain(
      !result.ok && result.error.error.code,
    );
  });
});
