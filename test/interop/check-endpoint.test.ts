import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { revoscope, revoscopeJson } from '../integration/cli/command-line.ts';
import { makeRequest, makeResponse } from '../support/openssl-ocsp.ts';
import { createPki, type Issued, type Pki } from '../support/openssl-pki.ts';
import { startOpensslResponder } from '../support/openssl-responder.ts';
import { type OpensslServerOptions, startOpensslServer } from '../support/openssl-server.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('check-endpoint');
let pki: Pki;
let certificate: Issued;

beforeAll(async () => {
  pki = await createPki({ dir: temp.path });
  certificate = await pki.issueServer({ name: 'localhost' });
});

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of cleanUp.splice(0)) await stop();
});

async function serve(options: Omit<OpensslServerOptions, 'certificate'> = {}): Promise<string> {
  const chainFile = pki.issuer.certPath;
  const started = await startOpensslServer({ certificate, chainFile, ...options });
  cleanUp.push(started.stop);
  return `127.0.0.1:${started.port}`;
}

async function respond(): Promise<readonly string[]> {
  const responder = await startOpensslResponder({ authority: pki.issuer });
  cleanUp.push(responder.stop);
  return ['--responder-uri', responder.url];
}

async function staple(of: Issued, signature: 'valid' | 'corrupt' = 'valid'): Promise<string> {
  const request = await makeRequest({ issuer: pki.issuer, certificates: [of] });
  const answer = { authority: pki.issuer, nextUpdateMinutes: 60, signature };
  const file = join(temp.path, `${of.name}-${signature}.der`);
  await writeFile(file, await makeResponse(request, answer));
  return file;
}

const trust = () => ['--issuer', pki.root.certPath];

describe('revoscope check HOST:PORT against openssl s_server', () => {
  it('judges the stapled response and what the responder says, and tells what was sent', async () => {
    const target = await serve({ stapleFile: await staple(certificate) });
    const { code, document } = await revoscopeJson([
      ...['check', target, ...trust()],
      ...(await respond()),
    ]);
    expect([code, document.status, document.server.stapled.status]).toEqual([0, 'good', 'good']);
    expect(document.server).toMatchObject({
      protocol: 'TLSv1.3',
      serverName: null,
      isNamed: true,
    });
    expect(
      document.server.certificates.map((one: { certificate: { subject: string } }) =>
        one.certificate.subject.slice(0, 20),
      ),
    ).toEqual(['CN=localhost,O=Revos', 'CN=Test Issuing CA,O']);
  });

  it('is content with a good staple where the certificate names no responder', async () => {
    const target = await serve({ stapleFile: await staple(certificate) });
    const { code, document } = await revoscopeJson(['check', target, ...trust()]);
    expect([code, document.reason.code]).toEqual([0, 'no-responder-uri']);
  });

  it('exits 3 where neither is there', async () => {
    const target = await serve();
    const { code, document } = await revoscopeJson(['check', target, ...trust()]);
    expect([code, document.server.stapled]).toEqual([3, null]);
  });

  it('exits 3 for a staple that does not hold although the responder says good', async () => {
    const target = await serve({ stapleFile: await staple(certificate, 'corrupt') });
    const { code, document } = await revoscopeJson([
      ...['check', target, ...trust()],
      ...(await respond()),
    ]);
    const { status, reason } = document.server.stapled;
    expect([code, document.status, status, reason.check]).toEqual([
      3,
      'good',
      'indeterminate',
      'signature',
    ]);
  });

  it('exits 1 where the staple still says good and the responder revoked', async () => {
    const target = await serve({ stapleFile: await staple(certificate) });
    await pki.revoke(certificate, { reason: 'superseded' });
    const responder = await respond();
    try {
      const { code, document } = await revoscopeJson(['check', target, ...trust(), ...responder]);
      expect([code, document.status, document.server.stapled.status]).toEqual([
        1,
        'revoked',
        'good',
      ]);
    } finally {
      await pki.release(certificate);
    }
  });

  it('asks for the name that --sni gives, and tells a person what was sent', async () => {
    const target = await serve({ stapleFile: await staple(certificate) });
    const { stdout } = await revoscope(['check', target, ...trust(), '--sni', 'localhost']);
    const from = stdout.slice(stdout.indexOf('What the server sent'));
    expect(from).toContain('asked for localhost');
    expect(from).toMatch(/Chain as sent {2}1\. CN=localhost/);
    expect(from).toMatch(/The stapled response\n {2}✓ GOOD\n/);
  });

  it('says that the certificate is for another name, and changes no verdict for it', async () => {
    const target = await serve({ stapleFile: await staple(certificate) });
    const { code, document } = await revoscopeJson([
      ...['check', target, ...trust(), '--sni', 'other.example'],
    ]);
    expect([code, document.server.serverName, document.server.isNamed]).toEqual([
      0,
      'other.example',
      false,
    ]);
  });

  it('judges a certificate of a server as one, unless --purpose says otherwise', async () => {
    const target = await serve({ stapleFile: await staple(certificate) });
    const command = ['check', target, ...trust(), '--gate'];
    const asClient = await revoscopeJson([...command, '--purpose', 'client']);
    expect([(await revoscope(command)).code, asClient.code]).toEqual([0, 1]);
    expect(asClient.document.reason.code).toBe('wrong-purpose');
  });

  it('trusts nobody of its own accord, and none of the public CAs issued this', async () => {
    const target = await serve({ stapleFile: await staple(certificate) });
    const alone = await revoscopeJson(['check', target]);
    const store = await revoscopeJson(['check', target, '--trust-store', 'mozilla']);
    expect([alone.code, store.code, store.document.reason.code]).toEqual([
      3,
      3,
      'issuer-not-found',
    ]);
  });

  it('exits 69 where nobody listens, and opens nothing with --network offline', async () => {
    const nobody = await revoscopeJson(['check', '127.0.0.1:1', ...trust()]);
    expect([nobody.code, nobody.document.error.code]).toEqual([69, 'unavailable']);
    const target = await serve();
    const offline = await revoscopeJson(['check', target, ...trust(), '--network', 'offline']);
    expect([offline.code, offline.document.error.message]).toEqual([
      69,
      expect.stringContaining('offline'),
    ]);
  });
});
