import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodePem } from '#pki/x509/pem.ts';
import { startTestLab, type TestLab } from '../../support/lab.ts';
import { start } from '../../support/process.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { cliPath, revoscope } from './command-line.ts';

const temp = suiteTempDir('sweep');
let made: TestLab;
beforeAll(async () => {
  made = await startTestLab();
});
afterAll(() => made.lab.stop());

const inDir = (name: string) => join(temp.path, name);
const linesOf = async (name: string) =>
  (await readFile(inDir(name), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');

it('goes on after a kill, asks about nothing twice, and writes every report', async () => {
  const issuer = encodePem('CERTIFICATE', made.certificate('lab-issuing-ca').der);
  await writeFile(inDir('ca.pem'), issuer);
  const clients = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const issued = await made.lab.ca.issueClient({
        name: `client ${index}`,
        keyType: 'p256',
        validDays: 20,
        ocspUris: [{ to: 'responder' }],
      });
      if (!issued.ok) throw new Error(issued.error.code);
      return encodePem('CERTIFICATE', issued.value.der);
    }),
  );
  await writeFile(inDir('fleet.pem'), clients.join(''));
  const words = ['sweep', inDir('fleet.pem'), '--issuer', inDir('ca.pem')];
  const out = ['--out', inDir('out.jsonl')];

  const slow = start(process.execPath, [cliPath, ...words, ...out, '--rate', '10']);
  while ((await linesOf('out.jsonl')).length < 3 && slow.isRunning()) await delay(20);
  expect(slow.isRunning(), slow.output()).toBe(true);
  process.kill(slow.pid, 'SIGKILL');
  await slow.stop();
  const before = (await linesOf('out.jsonl')).length;
  expect(before).toBeGreaterThanOrEqual(3);
  expect(before).toBeLessThan(12);

  const reports = ['--csv', inDir('out.csv'), '--html', inDir('out.html')];
  const { code, stdout } = await revoscope([...words, ...out, '--resume', ...reports]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^12 certificates: 12 good, 0 revoked/);
  const prints = (await linesOf('out.jsonl')).map((line) => JSON.parse(line).fingerprint);
  expect(new Set(prints).size).toBe(12);
  expect(prints).toHaveLength(12);
  expect(await linesOf('out.csv')).toHaveLength(13);
  expect(await readFile(inDir('out.html'), 'utf8')).toMatch(/<h1>12 certificates<\/h1>/);

  for (const option of ['--out', '--csv', '--html']) {
    const full = await revoscope([...words, option, '/dev/full']);
    expect([option, full.code]).toEqual([option, 70]);
    expect(full.stderr).toMatch(/\/dev\/full cannot be written: ENOSPC/);
  }
});

it('says of a full disk under a policy that the machine failed', async () => {
  await writeFile(inDir('nginx.conf'), 'server { ssl_verify_client on; ssl_ocsp on; }');
  const saved = await revoscope(['policy', 'import', inDir('nginx.conf'), '--save', '/dev/full']);
  expect([saved.code, saved.stderr]).toEqual([70, expect.stringMatching(/ENOSPC/)]);
});

it.each([
  ['an empty file', ''],
  ['a text without a certificate', 'nothing here\n'],
])('says of %s that there is no certificate in it', async (_what, text) => {
  const issuer = encodePem('CERTIFICATE', made.certificate('lab-issuing-ca').der);
  await writeFile(inDir('issuer.pem'), issuer);
  await writeFile(inDir('nothing.pem'), text);
  const swept = await revoscope(['sweep', inDir('nothing.pem'), '--issuer', inDir('issuer.pem')]);
  expect([swept.code, swept.stdout]).toEqual([65, '']);
  expect(swept.stderr).toMatch(/There is no certificate/);
});
