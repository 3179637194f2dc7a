import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { revoscope, revoscopeJson } from '../integration/cli/command-line.ts';
import type { ForeignServer } from '../support/servers/launch.ts';
import { type MatrixBench, openMatrixBench } from '../support/servers/matrix-bench.ts';
import { serveNginx } from '../support/servers/nginx.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('matrix-command');
let bench: MatrixBench;
const running: ForeignServer[] = [];
beforeAll(async () => {
  bench = await openMatrixBench(temp.path);
});
afterAll(async () => {
  await bench.close();
  await Promise.all(running.map((server) => server.stop()));
});

const inDir = (name: string) => join(temp.path, name);
const lab = () => ['--lab-dir', inDir('lab')];

/** nginx as the trust kit sets it up, with something changed in the snippet. */
async function nginxFromKit(change: (snippet: string) => string): Promise<string> {
  const { stdout } = await revoscope(['matrix', '--trust-kit', 'nginx', ...lab()]);
  const pem = stdout.match(/-----BEGIN[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  await writeFile(inDir('kit.pem'), pem.join('\n'));
  const lines = stdout.split('\n').filter((line) => /^(?:ssl_|client_header)/.test(line));
  const snippet = lines.join('\n').replace('clients-ca.pem', inDir('kit.pem'));
  const server = await serveNginx(bench.files, { snippet: change(snippet) });
  running.push(server);
  return `https://127.0.0.1:${server.port}/`;
}

const options = () => [
  ...['--trust', bench.rootOnly, '--cases', 'good,revoked', '--patience', '5'],
  ...lab(),
];

it('the kit, the run, the reports and the comparison lead from a strict server to a breach', async () => {
  const strict = await nginxFromKit((snippet) => snippet);
  const reports = ['--json', inDir('a.json'), '--junit', inDir('a.xml'), '--html', inDir('a.html')];
  const first = await revoscope(['matrix', strict, ...options(), ...reports]);
  expect([first.code, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toMatch(/Behaves as expected\. Expected: closed\./);
  expect(first.stdout).toMatch(/revoscope \(reference\)/);
  expect(await readFile(inDir('a.xml'), 'utf8')).toMatch(/failures="0" errors="0"/);
  expect(await readFile(inDir('a.html'), 'utf8')).toMatch(/^<!doctype html>/);

  const open = await nginxFromKit((snippet) => snippet.replace('ssl_ocsp leaf', 'ssl_ocsp off'));
  const second = await revoscope(['matrix', open, ...options(), '--json', inDir('b.json')]);
  expect(second.code).toBe(1);
  expect(second.stdout).toMatch(/This gate admits revoked clients/);

  const compared = await revoscope(['matrix', '--compare', inDir('a.json'), inDir('b.json')]);
  expect(compared.code).toBe(1);
  expect(compared.stdout).toMatch(/revoked\s+D 400, as expected {2}→ {2}A, breach/);

  const files = [inDir('a.json'), inDir('b.json')];
  const kept = await revoscope(['matrix', '--compare', ...files, '--json', inDir('changes.json')]);
  expect(kept.code).toBe(1);
  const changes: unknown = JSON.parse(await readFile(inDir('changes.json'), 'utf8'));
  expect(changes).toContainEqual(
    expect.objectContaining({ title: 'revoked', before: 'D 400, as expected', after: 'A, breach' }),
  );
  const same = [inDir('a.json'), inDir('a.json')];
  const none = await revoscope(['matrix', '--compare', ...same, '--json', '-']);
  expect([none.code, none.stdout.trim()]).toEqual([0, '[]']);
});

it('is void, with exit code 2, where the server does not trust the lab', async () => {
  const other = await nginxFromKit((snippet) => snippet.replace(inDir('kit.pem'), bench.clientCas));
  const { code, stdout } = await revoscope(['matrix', other, ...options(), '--no-reference']);
  expect(code).toBe(2);
  expect(stdout).toMatch(/Void: a control failed/);
});

it('refuses to listen where others can reach it, unless that is confirmed', async () => {
  const listen = ['--listen', '0.0.0.0:0'];
  const { code, stderr } = await revoscope(['matrix', 'https://127.0.0.1:1/', ...listen]);
  expect([code, stderr]).toEqual([64, expect.stringMatching(/--expose/)]);
});

it('plans what it would ask a responder, and sends nothing', async () => {
  const words = ['probe-responder', 'http://127.0.0.1:1/', '--issuer', bench.issuingOnly, '--plan'];
  const { code, document } = await revoscopeJson(words);
  expect(code).toBe(0);
  expect(document).toHaveLength(15);
});
