import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curl } from '../../support/curl.ts';
import { keyPaths } from '../../support/key-paths.ts';
import { createPki, type Issued, type Pki } from '../../support/openssl-pki.ts';
import { startOpensslResponder } from '../../support/openssl-responder.ts';
import { run, start } from '../../support/process.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { cliPath, revoscope, revoscopeJson } from './command-line.ts';
import { type Serving, startServing } from './served.ts';

/** What a shell printed for a command that a person would paste. */
async function paste(command: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', command]);
  return Buffer.from(stdout).toString('utf8');
}

/** Visits the server as a lab client does with the printed command: status, content type and document. */
async function visit({ started }: Serving, id: string) {
  const client = started.lab.clients.find((one: { id: string }) => one.id === id);
  const [head = '', body = ''] = (await paste(`${client.commands.curl} --silent`)).split(
    '\r\n\r\n',
  );
  return {
    status: Number(head.split(' ')[1]),
    contentType: /^content-type: (.*)$/im.exec(head)?.[1],
    document: JSON.parse(body),
  };
}

describe('revoscope serve --lab', () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await startServing(['--lab']);
  });
  afterAll(() => serving.stop());

  it('says first where it is and how to get in', () => {
    expect(serving.started.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/$/);
    expect(keyPaths(serving.started)).toMatchInlineSnapshot(`
      [
        "type: string",
        "at: string",
        "url: string",
        "host: string",
        "port: number",
        "reach: string",
        "server: string",
        "trusts[]: string",
        "deny: string",
        "recheck: string",
        "unsupportedKeys: empty",
        "policy.ocsp: string",
        "policy.responderUri: null",
        "policy.responderCertificate: null",
        "policy.fallback: string",
        "policy.fallbackByCause.unknown: null",
        "policy.fallbackByCause.no-answer: null",
        "policy.fallbackByCause.answer-not-valid: null",
        "policy.responderTrust: string",
        "policy.scope: string",
        "policy.aiaUris: string",
        "policy.hash: string",
        "policy.nonce: string",
        "policy.method: string",
        "policy.timeoutMs: number",
        "policy.skewSeconds: number",
        "policy.maxAgeSeconds: null",
        "policy.sha1Signatures: string",
        "policy.smallKeys: string",
        "policy.encoding: string",
        "policy.cacheMinSeconds: number",
        "policy.cacheMaxSeconds: number",
        "lab.folder: string",
        "lab.kept: boolean",
        "lab.responder: string",
        "lab.backup: string",
        "lab.clientFolder: string",
        "lab.clients[].id: string",
        "lab.clients[].purpose: string",
        "lab.clients[].serialNumber: string",
        "lab.clients[].fingerprint: string",
        "lab.clients[].notBefore: string",
        "lab.clients[].notAfter: string",
        "lab.clients[].ocspUris[]: string",
        "lab.clients[].status: string",
        "lab.clients[].commands.curl: string",
        "lab.clients[].commands.openssl: string",
        "lab.clients[].commands.browser[]: string",
        "lab.clients[].ocspUris: empty",
        "lab.clients[].status: null",
        "notices: empty",
      ]
    `);
  });

  it.each([
    ['lab-client-good', 200, 'application/json', { outcome: 'allow', decidedBy: 'status' }],
    [
      'lab-client-revoked',
      403,
      'application/problem+json',
      { outcome: 'deny', decidedBy: 'status' },
    ],
    [
      'lab-client-unknown',
      403,
      'application/problem+json',
      { outcome: 'deny', decidedBy: 'fallback' },
    ],
    [
      'lab-client-no-aia',
      403,
      'application/problem+json',
      { outcome: 'deny', decidedBy: 'fallback' },
    ],
    ['lab-client-two-aia', 200, 'application/json', { outcome: 'allow', decidedBy: 'status' }],
    [
      'lab-client-expired',
      403,
      'application/problem+json',
      { outcome: 'deny', decidedBy: 'chain' },
    ],
    ['stranger-client', 403, 'application/problem+json', { outcome: 'deny', decidedBy: 'chain' }],
  ])(
    'answers %s with %d by the printed curl command',
    async (id, status, contentType, decision) => {
      const answer = await visit(serving, id);
      expect([answer.status, answer.contentType]).toEqual([status, contentType]);
      expect(answer.document.decision).toEqual(decision);
    },
  );

  it('denies a client without a certificate', async () => {
    const answer = await curl(serving.started.url, ['--insecure']);
    expect(answer.outcome === 'response' && answer.status).toBe(403);
  });

  it('admits by the printed openssl command as well', async () => {
    const [good] = serving.started.lab.clients;
    expect(await paste(good.commands.openssl)).toContain('HTTP/1.1 200 OK');
  });

  it('tells each decision in one line, under the flow id that the client was given', async () => {
    const { document } = await visit(serving, 'lab-client-revoked');
    const flow = await serving.wait('flow', document.flowId);
    expect(flow).toMatchObject({
      source: 'mtls',
      status: 'revoked',
      decision: { outcome: 'deny', decidedBy: 'status', fallback: null },
      answer: { kind: 'http', status: 403, statusText: 'Forbidden' },
      connection: { clientGuess: 'curl', requestNumber: 1 },
    });
    expect(Object.keys(flow)).toMatchInlineSnapshot(`
      [
        "type",
        "id",
        "source",
        "connection",
        "answer",
        "status",
        "reason",
        "answerStatus",
        "decision",
        "revocation",
        "response",
        "checks",
        "at",
        "certificate",
        "issuer",
        "chain",
        "responderUri",
        "uriSource",
        "ignoredUris",
        "fromCache",
        "request",
        "http",
        "malformed",
        "timings",
        "policy",
      ]
    `);
    expect(Object.keys(flow.connection)).toMatchInlineSnapshot(`
      [
        "protocol",
        "cipher",
        "peerAddress",
        "session",
        "requestNumber",
        "clientGuess",
      ]
    `);
  });

  it('tells a handshake that came to nothing', async () => {
    await run('curl', ['--silent', serving.started.url.replace('https:', 'http:')]);
    const failure = await serving.wait('handshake-failure');
    expect(failure).toMatchObject({ code: 'plain-http', message: 'The client spoke plain HTTP.' });
    expect(Object.keys(failure)).toMatchInlineSnapshot(`
      [
        "type",
        "at",
        "peerAddress",
        "code",
        "message",
        "remedy",
        "detail",
      ]
    `);
  });
});

describe('revoscope serve', () => {
  it('judges by the policy that it is given', async () => {
    const serving = await startServing(['--lab', '--fallback', 'allow', '--hash', 'sha256']);
    const { status, document } = await visit(serving, 'lab-client-unknown');
    expect([status, document.decision]).toEqual([200, { outcome: 'allow', decidedBy: 'fallback' }]);
    const flow = await serving.wait('flow');
    expect(flow.request.certId.hashAlgorithm).toBe('sha256');
    await serving.stop();
  });

  it('asks no responder with --network offline', async () => {
    const serving = await startServing(['--lab', '--network', 'offline']);
    await visit(serving, 'lab-client-good');
    const { status, http } = await serving.wait('flow');
    expect([status, http.error.code]).toEqual(['indeterminate', 'network-refused']);
    await serving.stop();
  });

  it('decides as the program that is named, in its words', async () => {
    const serving = await startServing(['--lab', '--decide-as', 'strongswan-5.9']);
    const unknown = await visit(serving, 'lab-client-unknown');
    const revoked = await visit(serving, 'lab-client-revoked');
    expect([unknown.status, unknown.document.decision]).toEqual([
      200,
      { outcome: 'allow', decidedBy: 'another-program' },
    ]);
    expect(unknown.document.reason.code).toBe('decided-as-strongswan-5.9');
    expect([revoked.status, revoked.document.detail]).toEqual([
      403,
      'strongSwan revocation says revoked: certificate was revoked.',
    ]);
    await serving.stop();
  });

  it('decides on a client whose chain does not hold as it always does', async () => {
    const serving = await startServing(['--lab', '--decide-as', 'strongswan-5.9']);
    const { status, document } = await visit(serving, 'lab-client-expired');
    expect([status, document.decision.decidedBy]).toEqual([403, 'chain']);
    await serving.stop();
  });

  it('refuses a program that is not known', async () => {
    const { code, stderr } = await revoscope(['serve', '--lab', '--decide-as', 'nginx']);
    expect([code, stderr]).toEqual([64, expect.stringContaining('Did you mean nginx-1.22?')]);
  });

  it('admits a revoked client where OCSP is not enabled', async () => {
    const serving = await startServing(['--lab', '--no-ocsp']);
    const { status, document } = await visit(serving, 'lab-client-revoked');
    expect([status, document.decision.decidedBy]).toEqual([200, 'ocsp-not-enabled']);
    await serving.stop();
  });

  it('closes the connection of a denied client without a word with --deny close', async () => {
    const serving = await startServing(['--lab', '--deny', 'close']);
    const client = serving.started.lab.clients[1];
    const { code, stdout } = await run('sh', ['-c', `${client.commands.curl} --silent`]);
    expect(stdout).toHaveLength(0);
    // 52: nothing was returned; 56: reset while receiving.
    expect([52, 56]).toContain(code);
    const flow = await serving.wait('flow');
    expect([flow.status, flow.answer.kind]).toEqual(['revoked', 'closed']);
    expect((await visit(serving, 'lab-client-good')).status).toBe(200);
    await serving.stop();
  });

  it('asks again once the longest life of an answer is over', async () => {
    const life = ['--cache-min', '1', '--cache-max', '1'];
    const serving = await startServing(['--lab', ...life]);
    await visit(serving, 'lab-client-good');
    const deadline = Date.now() + 10_000;
    let asked = 0;
    while (asked < 2 && Date.now() < deadline) {
      await visit(serving, 'lab-client-good');
      asked = serving.lines().filter(({ fromCache }) => fromCache === false).length;
    }
    expect(asked).toBeGreaterThanOrEqual(2);
    expect(serving.lines().some(({ fromCache }) => fromCache === true)).toBe(true);
    await serving.stop();
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops clean on %s, and removes its folder',
    async (name) => {
      const serving = await startServing(['--lab']);
      await visit(serving, 'lab-client-good');
      const { folder, clientFolder } = serving.started.lab;
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      expect((await stat(clientFolder)).mode & 0o777).toBe(0o700);
      expect(await serving.stop(name)).toEqual({
        code: 0,
        last: { type: 'stopped', flows: 1, admitted: 1, denied: 0, handshakeFailures: 0 },
      });
      expect(existsSync(folder)).toBe(false);
    },
  );

  it('tells a person the same in words, with commands that work when pasted', async () => {
    const server = start(process.execPath, [cliPath, 'serve', '--lab', '--port', '0']);
    await server.waitForOutput(/^Decisions$/m, 25_000);
    const lines = server.output().split('\n');
    const commandFor = (client: string) =>
      lines.find((line) => line.includes('curl') && line.includes(`/${client}.pem`))?.trim() ?? '';
    expect(await paste(`${commandFor('lab-client-good')} --silent`)).toContain('200 OK');
    expect(await paste(`${commandFor('lab-client-revoked')} --silent`)).toContain('403 Forbidden');
    const openssl = lines.find((line) => line.includes('openssl s_client'))?.trim() ?? '';
    expect(await paste(openssl)).toContain('200 OK');
    const stranger = lines.find((line) => /s_client.*stranger-client/.test(line))?.trim() ?? '';
    expect(await paste(stranger)).toContain('403 Forbidden');
    await server.waitForOutput(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}✓ {2}200 OK {9}lab-client-good {11}Completed · good {2}probably curl/m,
    );
    await server.waitForOutput(
      /^\S{20} {2}✗ {2}403 Forbidden {2}lab-client-revoked {8}Denied · revoked, keyCompromise {2}probably curl/m,
    );
    await server.waitForOutput(
      /✓ {2}200 OK {9}lab-client-good {11}Completed · good, from the cache/,
    );
    await server.stop();
    expect(server.output()).toContain('Stopped. 4 decisions: 2 admitted, 2 denied.');
  });
});

describe('revoscope serve --lab-dir', () => {
  const temp = suiteTempDir('cli-serve-dir');

  it('keeps the lab: the same certificates and responder serve again', async () => {
    const folder = join(temp.path, 'kept');
    const facts = [];
    for (let turn = 0; turn < 2; turn++) {
      const serving = await startServing(['--lab', '--lab-dir', folder]);
      const [good] = serving.started.lab.clients;
      expect((await visit(serving, 'lab-client-good')).status).toBe(200);
      facts.push([good.serialNumber, good.ocspUris, serving.started.lab.responder]);
      expect((await serving.stop()).code).toBe(0);
    }
    expect(facts[1]).toEqual(facts[0]);
    expect((await readdir(folder)).sort()).toEqual(['clients', 'keys', 'lab.json']);
  });

  it('lets nobody else read keys and state', async () => {
    const folder = join(temp.path, 'private');
    const serving = await startServing(['--lab', '--lab-dir', folder]);
    const modes = new Set<string>();
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      modes.add(`${entry.isDirectory() ? 'folder' : 'file'} ${(mode & 0o777).toString(8)}`);
    }
    expect([...modes].sort()).toEqual(['file 600', 'folder 700']);
    await serving.stop();
  });

  it('refuses a folder that another server uses', async () => {
    const folder = join(temp.path, 'shared');
    const serving = await startServing(['--lab', '--lab-dir', folder]);
    const second = await revoscopeJson(['serve', '--lab', '--lab-dir', folder, '--port', '0']);
    expect([second.code, second.document.error.code]).toEqual([69, 'unavailable']);
    expect(second.document.error.message).toMatch(/is in use by process \d+\.$/);
    await serving.stop();
  });

  it('refuses a folder that holds other files, and touches none of them', async () => {
    const file = join(temp.path, 'mine.txt');
    await writeFile(file, 'mine');
    const { code, document } = await revoscopeJson(['serve', '--lab', '--lab-dir', temp.path]);
    expect([code, document.error.message]).toEqual([
      69,
      `${temp.path} holds other files and no lab.`,
    ]);
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it('says how to go on where the state is damaged', async () => {
    const folder = join(temp.path, 'damaged');
    await (await startServing(['--lab', '--lab-dir', folder])).stop();
    await writeFile(join(folder, 'lab.json'), '{"version":1}');
    const { code, document } = await revoscopeJson(['serve', '--lab', '--lab-dir', folder]);
    expect([code, document.error.hint]).toEqual([
      69,
      `Remove ${folder} to begin anew, or give another folder.`,
    ]);
  });
});

describe('revoscope serve with certificates of its own', () => {
  const temp = suiteTempDir('cli-serve-own');
  let pki: Pki;
  let server: Issued;
  let identity: readonly string[];
  beforeAll(async () => {
    pki = await createPki({ dir: temp.path });
    server = await pki.issueServer({ name: 'localhost' });
    const chain = join(temp.path, 'server-chain.pem');
    await writeFile(chain, server.pem + pki.issuer.pem);
    identity = ['--server-cert', chain, '--server-key', server.keyPath];
  });

  it('admits and denies by the responder that the clients name', async () => {
    const responder = await startOpensslResponder({ authority: pki.issuer, nextUpdateMinutes: 60 });
    const ocspUris = [`${responder.url}/`];
    const good = await pki.issueClient({ name: 'good', ocspUris });
    const revoked = await pki.issueClient({ name: 'revoked', ocspUris });
    await pki.revoke(revoked, { reason: 'superseded' });
    await responder.reload();
    const serving = await startServing([...identity, '--client-ca', pki.caFile]);
    expect(serving.started.lab).toBeNull();
    const statuses = [];
    for (const client of [good, revoked]) {
      const files = ['--cert', client.certPath, '--key', client.keyPath];
      const url = serving.started.url.replace('127.0.0.1', 'localhost');
      const answer = await curl(url, ['--cacert', pki.root.certPath, ...files]);
      statuses.push(answer.outcome === 'response' ? answer.status : answer.message);
    }
    expect(statuses).toEqual([200, 403]);
    expect((await serving.stop()).last).toMatchObject({ admitted: 1, denied: 1 });
    await responder.stop();
  });

  it('reads the key in DER as well', async () => {
    const key = join(temp.path, 'server.key.der');
    await run('openssl', ['pkey', '-in', server.keyPath, '-outform', 'DER', '-out', key]);
    const certificate = ['--server-cert', server.certPath, '--server-key', key];
    const serving = await startServing([...certificate, '--client-ca', pki.caFile]);
    expect(serving.started.server).toBe('CN=localhost,O=Revoscope tests');
    await serving.stop();
  });

  it('refuses a key of another certificate, and a key that is none, with exit code 65', async () => {
    const other = await pki.issueServer({ name: 'other' });
    const problems = [];
    for (const key of [other.keyPath, server.certPath]) {
      const args = [
        '--server-cert',
        server.certPath,
        '--server-key',
        key,
        '--client-ca',
        pki.caFile,
      ];
      const { code, document } = await revoscopeJson(['serve', ...args]);
      problems.push([code, document.error.file, document.error.message]);
    }
    expect(problems).toEqual([
      [
        65,
        other.keyPath,
        `This private key does not belong to the first certificate of ${server.certPath}.`,
      ],
      [65, server.certPath, expect.stringMatching(/^There is no private key here/)],
    ]);
  });

  it('goes with the lab: own server certificate, own CA beside that of the lab', async () => {
    const serving = await startServing(['--lab', ...identity, '--client-ca', pki.root.certPath]);
    expect(serving.started.server).toBe('CN=localhost,O=Revoscope tests');
    expect(serving.started.trusts).toEqual([
      'CN=Lab Root CA,O=Revoscope Lab',
      'CN=Test Root CA,O=Revoscope tests',
    ]);
    await serving.stop();
  });
});

describe('revoscope serve', () => {
  it('refuses a port that another program has, with exit code 69 and one line of JSON', async () => {
    const other: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    for (const option of ['--port', '--lab-responder-port']) {
      const { code, stdout } = await revoscope(['serve', '--lab', '--json', option, port]);
      expect([code, stdout.split('\n').length]).toEqual([69, 2]);
      expect(JSON.parse(stdout).error).toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining(`Port ${port} is`),
        hint: `Choose another port with ${option}, or 0 for any that is free.`,
      });
    }
    await new Promise((resolve) => other.close(resolve));
  });
});
