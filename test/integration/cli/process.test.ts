import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isBuilt } from '../../../scripts/setup/output.mjs';
import { fixturesUrl } from '../../support/fixtures/manifest.ts';
import { startHostileServer } from '../../support/hostile-server.ts';
import { run } from '../../support/process.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { cliPath, revoscope, revoscopeJson } from './command-line.ts';

const fixture = (file: string) => fileURLToPath(new URL(file, fixturesUrl));
const good = fixture('certificates/p256/good.pem');
const issuer = fixture('certificates/p256/issuer.pem');
const response = fixture('responses/p256-issuer-good.der');
const at = ['--at', '2026-11-22T08:33:00Z'];

describe('the built command line', () => {
  const temp = suiteTempDir('cli-process');

  it('tells the version of the package', async () => {
    const manifest = JSON.parse(
      await readFile(new URL('../../../package.json', import.meta.url), 'utf8'),
    );
    expect(await revoscope(['--version'])).toEqual({
      code: 0,
      stdout: `revoscope ${manifest.version}\n`,
      stderr: '',
    });
  });

  it('reads standard input for -, in PEM and in DER', async () => {
    const pem = await revoscopeJson(['inspect', '-'], { input: await readFile(good) });
    const der = await revoscopeJson(
      ['verify', good, '--issuer', issuer, '--response', '-', ...at],
      { input: await readFile(response) },
    );
    expect([pem.document.objects[0].file, der.code, der.document.status]).toEqual([
      'standard input',
      0,
      'good',
    ]);
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    ['a missing file', async () => join(temp.path, 'nope'), /There is no such file\.$/],
    ['an endless file', async () => '/dev/zero', /at most 1 MiB is read/],
    [
      'ten megabytes',
      async () => {
        const path = join(temp.path, 'large');
        await writeFile(path, new Uint8Array(10_000_000));
        return path;
      },
      /at most 1 MiB is read/,
    ],
  ])('refuses %s and exits 65', async (_what, make, message) => {
    const path = await make();
    const { code, document } = await revoscopeJson(['check', path, '--issuer', issuer]);
    expect(code).toBe(65);
    expect(document.error).toMatchObject({ code: 'input-unreadable', file: path });
    expect(document.error.message).toMatch(message);
  });

  it('refuses a folder where a file is wanted and exits 65', async () => {
    const folder = join(temp.path, 'folder');
    await mkdir(folder, { recursive: true });
    const { code, document } = await revoscopeJson(['verify', folder, '--response', good]);
    expect([code, document.error.message]).toEqual([65, 'This is a folder, not a file.']);
  });

  it('says of an empty folder that there is nothing to inspect and exits 65', async () => {
    const folder = join(temp.path, 'empty');
    await mkdir(folder, { recursive: true });
    const { code, document } = await revoscopeJson(['inspect', folder]);
    expect([code, document.error.message]).toEqual([65, 'There is no file in this folder.']);
  });

  it('exits 70 and not 1 where the disk is full', async () => {
    const command = `${process.execPath} ${cliPath} inspect ${good} > /dev/full`;
    const { code, stderr } = await run('sh', ['-c', command]);
    expect([code, stderr]).toEqual([
      70,
      'revoscope: the output cannot be written: ENOSPC: no space left on device, write\n',
    ]);
  });

  it('exits 70 and not 1 where the installation is broken', async () => {
    const broken = join(temp.path, 'broken', 'out', 'main', 'cli.mjs');
    await mkdir(dirname(broken), { recursive: true });
    await copyFile(cliPath, broken);
    const { code, stderr } = await run(process.execPath, [broken, 'inspect', good]);
    expect(code).toBe(70);
    expect(stderr).toMatch(/^revoscope: the program failed, this is no verdict: /);
  });

  it('writes no colour into a pipe', async () => {
    const { stdout } = await revoscope(['inspect', good]);
    expect(stdout).not.toContain('\u001b');
  });

  it('writes colour to a terminal, unless NO_COLOR is set', async () => {
    const command = `${process.execPath} ${cliPath} inspect ${good}`;
    const inTerminal = async (prefix: string) => {
      const printed = await run('script', ['-qec', `${prefix} ${command}`, '/dev/null']);
      return Buffer.from(printed.stdout).toString('utf8');
    };
    expect(await inTerminal('env -u NO_COLOR TERM=xterm')).toContain('\u001b[1m');
    expect(await inTerminal('NO_COLOR=1 TERM=xterm')).not.toContain('\u001b');
  });

  it('keeps its exit code when the reader has seen enough', async () => {
    const many = Array.from({ length: 200 }, () => response);
    const child = spawn(process.execPath, [cliPath, 'inspect', '--asn1', ...many]);
    child.stdout.once('data', () => child.stdout.destroy());
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const [code] = await once(child, 'exit');
    expect([code, errors]).toEqual([0, '']);
  });

  it('stops at once when it is interrupted, and exits 130', async () => {
    const server = await startHostileServer({ kind: 'silent' });
    try {
      const args = ['check', good, '--issuer', issuer, '--responder-uri', server.url, '--json'];
      const child = spawn(process.execPath, [cliPath, ...args, '--timeout', '60000']);
      let printed = '';
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
      await server.received(1);
      child.kill('SIGINT');
      const [code] = await once(child, 'close');
      expect([code, JSON.parse(printed).error.code]).toEqual([130, 'cancelled']);
      expect(server.openConnections()).toBe(0);
    } finally {
      await server.stop();
    }
  });

  it('stops when it is interrupted while it waits for standard input', async () => {
    const child = spawn(process.execPath, [cliPath, 'inspect', '-']);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    // More than a pipe holds: it drains once somebody reads.
    child.stdin.write(new Uint8Array(300_000));
    await once(child.stdin, 'drain');
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect([code, errors]).toEqual([130, 'revoscope: cancelled.\n']);
  });

  it('runs by npx from the checkout', async () => {
    // It would build first if the build were old, and take that away from the tests beside this one.
    expect(isBuilt(), 'the build is up to date (npm run build)').toBe(true);
    const script = fileURLToPath(new URL('../../../scripts/revoscope.mjs', import.meta.url));
    const args = [script, 'inspect', good, '--json'];
    const { code, stdout } = await run(process.execPath, args, { cwd: temp.path });
    const document = JSON.parse(Buffer.from(stdout).toString());
    expect([code, document.objects[0].kind]).toEqual([0, 'certificate']);
  });
});
