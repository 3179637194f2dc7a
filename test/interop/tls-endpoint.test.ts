import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type EndpointVisit, visitEndpoint } from '#engine/ask/tls-endpoint/visit-endpoint.ts';
import { lookupWithSystem } from '#engine/ask/transport/resolve-host.ts';
import { makeRequest, makeResponse } from '../support/openssl-ocsp.ts';
import { createPki, type Issued, type Pki } from '../support/openssl-pki.ts';
import { type OpensslServerOptions, startOpensslServer } from '../support/openssl-server.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('tls-endpoint');
let pki: Pki;
let server: Issued;
let stapleFile: string;
let staple: Uint8Array;

beforeAll(async () => {
  pki = await createPki({ dir: temp.path });
  server = await pki.issueServer({ name: 'localhost' });
  const request = await makeRequest({ issuer: pki.issuer, certificates: [server] });
  staple = await makeResponse(request, { authority: pki.issuer, nextUpdateMinutes: 60 });
  stapleFile = join(temp.path, 'staple.der');
  await writeFile(stapleFile, staple);
});

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of cleanUp.splice(0)) await stop();
});

async function serve(options: Omit<OpensslServerOptions, 'certificate'> = {}) {
  const started = await startOpensslServer({ certificate: server, ...options });
  cleanUp.push(started.stop);
  return started;
}

function visit(port: number, more: Partial<EndpointVisit> = {}) {
  return visitEndpoint(
    {
      address: { host: '127.0.0.1', port },
      serverName: null,
      rule: { mode: 'loopback-only', addressPolicy: 'any' },
      proxy: null,
      lookup: lookupWithSystem,
      connectTimeoutMs: 5_000,
      totalTimeoutMs: 10_000,
      clock: { now: () => 0, monotonic: () => performance.now() },
      ...more,
    },
    new AbortController().signal,
  );
}

const hex = (der: Uint8Array) => Buffer.from(der).toString('hex');

describe.each(['-tls1_2', '-tls1_3'])('a visit to openssl s_server %s', (version) => {
  it('takes the certificates in the order in which they are sent, also those that lead nowhere', async () => {
    const stray = await pki.issueClient({ name: 'stray' });
    const chainFile = join(temp.path, 'chain.pem');
    await writeFile(chainFile, stray.pem + pki.issuer.pem + pki.root.pem);
    const { port } = await serve({ chainFile, more: [version] });
    const visited = await visit(port);
    if (!visited.ok) throw new Error(visited.error.code);
    expect(visited.value.certificates.map(hex)).toEqual(
      [server, stray, pki.issuer, pki.root].map(({ der }) => hex(der)),
    );
    expect(visited.value).toMatchObject({
      protocol: version === '-tls1_2' ? 'TLSv1.2' : 'TLSv1.3',
      remoteAddress: '127.0.0.1',
      stapled: null,
      brokenOff: null,
    });
  });

  it('takes the stapled response octet for octet', async () => {
    const { port } = await serve({ stapleFile, more: [version] });
    const visited = await visit(port);
    if (!visited.ok) throw new Error(visited.error.code);
    expect(hex(visited.value.stapled ?? new Uint8Array())).toBe(hex(staple));
    expect(visited.value.certificates.map(hex)).toEqual([hex(server.der)]);
  });

  it('still has what was sent where the server insists on a client certificate', async () => {
    const more = [version, '-Verify', '2', '-verify_return_error', '-CAfile', pki.caFile];
    const { port } = await serve({ stapleFile, more });
    const visited = await visit(port);
    if (!visited.ok) throw new Error(visited.error.code);
    // The server completes its chain from -CAfile.
    expect(visited.value.certificates.map(hex)).toEqual(
      [server, pki.issuer, pki.root].map(({ der }) => hex(der)),
    );
    expect(visited.value.stapled).not.toBeNull();
    expect(visited.value.brokenOff === null).toBe(version === '-tls1_3');
  });

  it('asks for the name that it is given', async () => {
    const other = await pki.issueServer({ name: 'other' });
    const more = [version, '-servername', 'other.test'];
    const { port } = await serve({
      more: [...more, '-cert2', other.certPath, '-key2', other.keyPath],
    });
    const named = await visit(port, { serverName: 'other.test' });
    const unnamed = await visit(port);
    if (!named.ok || !unnamed.ok) throw new Error('no visit');
    expect(named.value.certificates.map(hex)).toEqual([hex(other.der)]);
    expect(unnamed.value.certificates.map(hex)).toEqual([hex(server.der)]);
  });
});

describe('a visit', () => {
  it('opens no connection where the network mode forbids it', async () => {
    const listener = createServer();
    let connections = 0;
    listener.on('connection', () => {
      connections += 1;
    });
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    cleanUp.push(async () => void listener.close());
    const address = listener.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const rule = { mode: 'offline', addressPolicy: 'any' } as const;
    const refused = await visit(port, { rule });
    expect(refused).toMatchObject({ ok: false, error: { code: 'network-refused' } });
    expect(connections).toBe(0);
  });

  it('ends at its time limit where nothing is answered', async () => {
    const listener = createServer();
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const sockets = new Set<{ destroy: () => void }>();
    listener.on('connection', (socket) => sockets.add(socket));
    cleanUp.push(async () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
    });
    const address = listener.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const late = await visit(port, { totalTimeoutMs: 200 });
    expect(late).toMatchObject({ ok: false, error: { code: 'response-timed-out', afterMs: 200 } });
  });

  it('says that a server does not speak TLS', async () => {
    const listener = createServer((socket) => {
      socket.on('error', () => {});
      socket.end('220 mail.test ESMTP\r\n');
    });
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    cleanUp.push(async () => void listener.close());
    const address = listener.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const failed = await visit(port);
    expect(failed).toMatchObject({
      ok: false,
      error: { code: 'tls-failed', detail: 'the server does not speak TLS on this port' },
    });
  });
});
