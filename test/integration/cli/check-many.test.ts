import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { internalError } from '../../support/hostile-behaviour.ts';
import { startHostileServer } from '../../support/hostile-server.ts';
import { makeResponse } from '../../support/openssl-ocsp.ts';
import { type Authority, createPki, type Issued, type Pki } from '../../support/openssl-pki.ts';
import { type OpensslResponder, startOpensslResponder } from '../../support/openssl-responder.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { wellFormed } from '../../support/well-formed.ts';
import { revoscope, revoscopeJson } from './command-line.ts';

const temp = suiteTempDir('cli-check-many');
let pki: Pki;
let good: Issued;
let revoked: Issued;
let unknown: Issued;
let responder: OpensslResponder;

beforeAll(async () => {
  pki = await createPki({ dir: temp.path });
  good = await pki.issueClient({ name: 'good' });
  revoked = await pki.issueClient({ name: 'revoked' });
  unknown = await pki.issueClient({ name: 'unknown' });
  await pki.revoke(revoked, { reason: 'keyCompromise', at: new Date('2026-03-04T05:06:07Z') });
  await pki.forget(unknown);
  responder = await startOpensslResponder({ authority: pki.issuer, nextUpdateMinutes: 60 });
});
afterAll(() => responder.stop());

/** `check` with the issuer and the responder of the test. */
function args(...targets: readonly string[]): readonly string[] {
  return [
    'check',
    ...targets,
    ...['--issuer', pki.issuer.certPath, '--responder-uri', responder.url],
  ];
}

async function folder(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const path = join(temp.path, name);
  await mkdir(join(path, 'below'), { recursive: true });
  for (const [file, contents] of Object.entries(files)) {
    await writeFile(join(path, file), contents);
  }
  return path;
}

describe('revoscope check of many', () => {
  it('tells each in a line, sums up, and exits by the worst', async () => {
    const files = [good, revoked, unknown].map(({ certPath }) => certPath);
    const { code, stdout, stderr } = await revoscope(args(...files));
    expect([code, stderr]).toEqual([1, '']);
    const lines = stdout.split('\n').filter((line) => !line.startsWith(' '));
    expect(lines).toEqual([
      `✓ GOOD           ${good.certPath}`,
      `✗ REVOKED        ${revoked.certPath}`,
      `✗ UNKNOWN        ${unknown.certPath}`,
      '',
      expect.stringMatching(/^Checked in /),
      '1 good, 1 revoked, 1 unknown',
      '',
    ]);
    expect(stdout).toContain('since 2026-03-04 (keyCompromise)');
  });

  it.each<[string, () => readonly string[], number]>([
    ['good alone', () => [good.certPath, good.certPath], 0],
    ['good and unknown', () => [good.certPath, unknown.certPath], 2],
    ['unknown and a file that is not there', () => [unknown.certPath, 'nowhere.pem'], 65],
    ['revoked and a file that is not there', () => [revoked.certPath, 'nowhere.pem'], 1],
    ['unknown and a server that is not there', () => [unknown.certPath, '127.0.0.1:1'], 69],
  ])('exits for %s', async (_what, targets, expected) => {
    expect((await revoscope(args(...targets()))).code).toBe(expected);
  });

  it('reads a folder and all below it, without keys, roots and other files', async () => {
    const path = await folder('clients', {
      'a.pem': good.pem,
      'b.crt': revoked.pem,
      'below/c.pem': unknown.pem,
      'root.pem': pki.root.pem,
      'key.pem': await readFile(good.keyPath, 'utf8'),
      'notes.txt': 'nothing',
      '.hidden.pem': good.pem,
    });
    const { code, document } = await revoscopeJson(args(path));
    expect(code).toBe(1);
    expect(document.summary).toMatchObject({ checked: 3, good: 1, revoked: 1, unknown: 1 });
    const told = document.certificates.map(
      ({
        target,
        exitCode,
        check,
      }: {
        target: string;
        exitCode: number;
        check: { status: string };
      }) => [target.slice(path.length + 1), exitCode, check.status],
    );
    expect(told).toEqual([
      ['a.pem', 0, 'good'],
      ['b.crt', 1, 'revoked'],
      [join('below', 'c.pem'), 2, 'unknown'],
    ]);
    const { stderr } = await revoscope(args(path));
    expect(stderr).toContain(`3 files in ${path} left out`);
  });

  it('says that a folder holds no certificate', async () => {
    const path = await folder('empty', { 'notes.txt': 'nothing' });
    const { code, document } = await revoscopeJson(args(path));
    expect([code, document.error.message]).toEqual([64, `There is no certificate in ${path}.`]);
  });

  it('exits by the decisions with --gate', async () => {
    const both = args(good.certPath, unknown.certPath);
    const codes = [
      (await revoscope([...both, '--gate'])).code,
      (await revoscope([...both, '--gate', '--fallback', 'allow'])).code,
    ];
    expect(codes).toEqual([1, 0]);
  });

  it('exits 70 where the disk is full', async () => {
    const { code, document } = await revoscopeJson([
      ...args(good.certPath),
      ...['--junit', '/dev/full'],
    ]);
    expect([code, document.error.code]).toEqual([70, 'fault']);
  });

  it('writes a JUnit report in which what is not good fails and what cannot be read is an error', async () => {
    const file = join(temp.path, 'reports', 'junit.xml');
    const { code } = await revoscope([
      ...args(good.certPath, revoked.certPath, 'no<where>.pem'),
      ...['--junit', file],
    ]);
    expect(code).toBe(1);
    const tags = wellFormed(await readFile(file, 'utf8'));
    expect(tags[0]).toMatch(/tests="3" failures="1" errors="1"/);
    expect(tags.at(3)).toContain('testcase classname="revoscope.check"');
    expect(tags.filter((tag) => /^(?:failure|error)/.test(tag))).toEqual([
      'failure type="revoked" message="The status is revoked."',
      'error type="input-unreadable" message="There is no such file."',
    ]);
  });
});

describe('revoscope check --save', () => {
  it.each(['good', 'revoked', 'unknown'] as const)(
    'keeps what verify needs for the same verdict: %s',
    async (which) => {
      const certificate = { good, revoked, unknown }[which];
      const path = join(temp.path, `saved ${which}`);
      const checked = await revoscope([
        ...args(certificate.certPath),
        ...['--save', path, '--nonce', 'require', '--skew', '10'],
      ]);
      expect((await readdir(path)).sort()).toEqual([
        'certificate.pem',
        'flow.json',
        'issuer.pem',
        'request.der',
        'response.der',
      ]);
      const command = / To judge it again: revoscope (verify .*)$/.exec(
        checked.stderr.replaceAll('\n', ' ').trim(),
      )?.[1];
      const words = [...(command ?? '').matchAll(/'([^']*)'|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      );
      const { code, document } = await revoscopeJson(words);
      const flow = JSON.parse(await readFile(join(path, 'flow.json'), 'utf8'));
      const outcomes = ({ checks }: typeof flow) =>
        checks.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome]);
      expect(code).toBe(checked.code);
      expect([document.status, document.revocation, outcomes(document)]).toEqual([
        flow.status,
        flow.revocation,
        outcomes(flow),
      ]);
      const response = await readFile(join(path, 'response.der'));
      expect(flow.http.bodyBase64).toBe(response.toString('base64'));
    },
  );

  it('gives each of many a folder', async () => {
    const path = join(temp.path, 'saved-many');
    await revoscope([...args(good.certPath, revoked.certPath), '--save', path]);
    expect(await readdir(path)).toEqual([
      expect.stringMatching(/^0001-/),
      expect.stringMatching(/^0002-/),
    ]);
  });

  it('says where nothing can be written, and exits 69', async () => {
    const file = join(temp.path, 'a-file');
    await writeFile(file, '');
    const { code, document } = await revoscopeJson([...args(good.certPath), '--save', file]);
    expect([code, document.error.code]).toEqual([69, 'unavailable']);
  });
});

describe('revoscope check --check-chain all', () => {
  it('asks about the CA above as well, and exits by the worse', async () => {
    let authorities: readonly Authority[] = [];
    const server = await startHostileServer(async ({ url, body }) => {
      const authority = authorities[url.startsWith('/leaf') ? 1 : 0];
      if (authority === undefined) return internalError;
      return { kind: 'respond', body: await makeResponse(body, { authority }) };
    });
    try {
      const issuerOcspUris = [`${server.url}/issuer`];
      const chained = await createPki({ dir: temp.path, name: 'Chained', issuerOcspUris });
      authorities = [chained.root, chained.issuer];
      const client = await chained.issueClient({ name: 'c', ocspUris: [`${server.url}/leaf`] });
      const command = [
        ...['check', client.certPath, '--issuer', chained.root.certPath],
        ...['--chain', chained.issuer.certPath, '--method', 'post'],
      ];
      const all = [...command, '--check-chain', 'all'];
      const bothGood = await revoscopeJson(all);
      await chained.root.revoke(chained.issuer, { reason: 'cACompromise' });
      const leafAlone = await revoscopeJson(command);
      const aboveRevoked = await revoscopeJson(all);
      expect([bothGood.code, leafAlone.code, aboveRevoked.code]).toEqual([0, 0, 1]);
      expect(bothGood.document.above).toMatchObject([
        { status: 'good', responderUri: `${server.url}/issuer` },
      ]);
      expect([aboveRevoked.document.status, aboveRevoked.document.above]).toMatchObject([
        'good',
        [{ status: 'revoked', revocation: { reason: 'cACompromise' } }],
      ]);
      const { stdout } = await revoscope(all);
      expect(stdout).toMatch(/The CAs above\n {2}✗ REVOKED {2}CN=Chained Issuing CA/);
    } finally {
      await server.stop();
    }
  });
});
