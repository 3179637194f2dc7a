import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { revoscope, revoscopeJson } from '../integration/cli/command-line.ts';
import { makeRequest, makeResponse } from '../support/openssl-ocsp.ts';
import { createPki, type Issued, type Pki } from '../support/openssl-pki.ts';
import { startOpensslServer } from '../support/openssl-server.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('inspect-connect');
let pki: Pki;
let server: Issued;
let stapleFile: string;

beforeAll(async () => {
  pki = await createPki({ dir: temp.path });
  server = await pki.issueServer({ name: 'localhost' });
  const request = await makeRequest({ issuer: pki.issuer, certificates: [server] });
  stapleFile = join(temp.path, 'staple.der');
  await writeFile(
    stapleFile,
    await makeResponse(request, { authority: pki.issuer, nextUpdateMinutes: 60 }),
  );
});

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of cleanUp.splice(0)) await stop();
});

describe('revoscope inspect --connect', () => {
  it('shows the chain in the order in which openssl s_server sent it, and the stapled response', async () => {
    const chainFile = join(temp.path, 'chain.pem');
    await writeFile(chainFile, pki.issuer.pem + pki.root.pem);
    const { port, stop } = await startOpensslServer({ certificate: server, chainFile, stapleFile });
    cleanUp.push(stop);
    const { code, document } = await revoscopeJson([
      'inspect',
      ...['--connect', `127.0.0.1:${port}`, '--servername', 'localhost'],
    ]);
    expect(code).toBe(0);
    const text = JSON.stringify(document);
    const places = [server, pki.issuer, pki.root].map(({ der }) =>
      text.indexOf(createHash('sha256').update(der).digest('hex')),
    );
    expect(places.every((at) => at > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(text).toContain('"kind":"ocsp-response"');
  });

  it('exits with 69 where nobody listens', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    listener.close();
    await once(listener, 'close');
    const { code, stdout, stderr } = await revoscope(['inspect', '--connect', `127.0.0.1:${port}`]);
    expect([code, stdout]).toEqual([69, '']);
    expect(stderr).toContain('there is no TLS server to look at');
  });
});
