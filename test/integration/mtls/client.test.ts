import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { authenticateAsClient } from '#mtls/client/authenticate-as-client.ts';
import type { ClientOptions } from '#mtls/client/client-options.ts';
import { suiteMtls, suitePeers } from '../../support/mtls/mtls-peers.ts';
import { openMtls } from '../../support/mtls/test-mtls.ts';
import { clientOptions } from '../../support/mtls/visitor.ts';
import type { Issued } from '../../support/openssl-pki.ts';

let good: Issued;
let revoked: Issued;
const peers = suitePeers('mtls-client', async (pki) => {
  good = await pki.issueClient({ name: 'good' });
  revoked = await pki.issueClient({ name: 'revoked' });
  await pki.revoke(revoked);
});

describe('the built-in client', () => {
  const mtls = suiteMtls(openMtls, peers);
  const visit = async (client: Issued | null, changes: Partial<ClientOptions> = {}) =>
    authenticateAsClient({
      ...(await clientOptions(mtls().port, peers().pki, client)),
      ...changes,
    });

  /** A TLS server that does nothing but what the test says. */
  const serveTls = async (onSecure: (socket: TLSSocket) => void): Promise<number> => {
    const { files } = peers();
    const server = createTlsServer(
      { cert: await readFile(files.serverCertificate), key: await readFile(files.serverKey) },
      (socket) => {
        socket.on('error', () => {}); // The client hangs up.
        onSecure(socket);
      },
    );
    return listening(server);
  };
  const listening = async (server: ReturnType<typeof createServer>): Promise<number> => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('This is no TCP server.');
    return address.port;
  };

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('reports an admission over %s', async (protocol) => {
    const { report } = await visit(good, { protocol });
    expect(report).toMatchObject({
      url: mtls().url,
      tls: {
        protocol,
        cipher: expect.stringMatching(/^TLS_/),
        session: 'new',
        server: 'CN=localhost,O=Revoscope tests',
      },
      response: { status: 200, statusText: 'OK', bodyIsWhole: true },
      failure: null,
    });
    const { connected, secured, firstByte, total } = report.timings;
    const times = [connected, secured, firstByte, total].map(Number);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    // Its headers are those of the built-in client, but the server has not been told of its connection.
    expect((await mtls().flows(1))[0]).toMatchObject({
      source: 'mtls',
      clientGuess: 'revoscope-client',
    });
  });

  it('reports a denial with its headers and body', async () => {
    const { report } = await visit(revoked);
    expect(report).toMatchObject({ response: { status: 403, statusText: 'Forbidden' } });
    expect(report.response?.headers).toContainEqual({
      name: 'Content-Type',
      value: 'application/problem+json',
    });
    expect(JSON.parse(report.response?.body ?? '')).toMatchObject({ revocationStatus: 'revoked' });
  });

  it('reports a denial by closing in words', async () => {
    await mtls().setSettings({ denial: 'close' });
    const { report } = await visit(revoked);
    expect(report).toMatchObject({
      tls: { protocol: 'TLSv1.3' },
      response: null,
      failure: {
        code: 'closed-without-answer',
        message: 'The server closed the connection without an answer.',
      },
    });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('resumes a session over %s', async (protocol) => {
    const { session } = await visit(good, { protocol });
    expect(session).not.toBeNull();
    const { report } = await visit(good, { protocol, session });
    expect(report).toMatchObject({ tls: { session: 'resumed' }, response: { status: 200 } });
  });

  it('says that nothing listens', async () => {
    const port = Number(new URL(peers().nowhere).port);
    const { report } = await visit(good, { port });
    expect(report).toMatchObject({
      tls: null,
      failure: { code: 'connection-refused', message: expect.stringContaining(String(port)) },
      timings: { connected: null, secured: null, firstByte: null },
    });
  });

  it('refuses a server that it cannot trust', async () => {
    const { report } = await visit(good, { trustedPem: good.pem });
    expect(report).toMatchObject({ tls: null, failure: { code: 'server-not-trusted' } });
  });

  it('says that a key is not the certificate’s', async () => {
    const privateKeyPem = await readFile(revoked.keyPath, 'utf8');
    const identity = { certificatePem: good.pem, privateKeyPem };
    const { report } = await visit(null, { identity });
    expect(report).toMatchObject({ tls: null, failure: { code: 'identity-unusable' } });
  });

  it('gives up on a server that never completes the handshake', async () => {
    const port = await listening(createServer((socket) => socket.on('error', () => {})));
    const { report } = await visit(good, { port, timeoutMs: 50 });
    expect(report).toMatchObject({
      tls: null,
      failure: { code: 'connect-timed-out', message: 'There was no connection within 50 ms.' },
    });
  });

  it('gives up on a server that never answers', async () => {
    const port = await serveTls(() => {});
    const { report } = await visit(good, { port, timeoutMs: 200 });
    expect(report).toMatchObject({
      tls: { protocol: 'TLSv1.3' },
      failure: { code: 'answer-timed-out' },
    });
  });

  it.each<[what: string, answer: string, code: string]>([
    ['is no HTTP', 'hello\r\n', 'answer-malformed'],
    ['breaks off', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf', 'closed-without-answer'],
  ])('says that an answer %s', async (_what, answer, code) => {
    const port = await serveTls((socket) => socket.end(answer));
    const { report } = await visit(good, { port });
    expect(report).toMatchObject({ response: null, failure: { code } });
  });

  it('keeps the beginning of an answer that is too long', async () => {
    const body = 'x'.repeat(100_000);
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`;
    const port = await serveTls((socket) => socket.end(head + body));
    const { report } = await visit(good, { port });
    expect(report.response).toMatchObject({ status: 200, bodyIsWhole: false });
    expect(report.response?.body).toHaveLength(65_536);
  });
});
