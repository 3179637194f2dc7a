import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { run } from '../../support/process.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { cliPath } from './command-line.ts';

const temp = suiteTempDir('cli-serve-endings');

/** A temporary folder of its own for one server, so that a test sees all that it leaves. */
async function startLab(): Promise<{
  child: ChildProcess;
  parent: string;
  started: { lab: { folder: string } };
}> {
  const parent = await mkdtemp(join(temp.path, 'tmp-'));
  const args = [cliPath, 'serve', '--lab', '--json', '--port', '0'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, TMPDIR: parent },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  return { child, parent, started: JSON.parse(String(line)) };
}

describe('a server with a temporary lab leaves nothing behind', () => {
  it.each(['SIGHUP', 'SIGQUIT'] as const)('ended by %s', async (name) => {
    const { child, parent, started } = await startLab();
    expect(existsSync(started.lab.folder)).toBe(true);
    child.kill(name);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await readdir(parent)).toEqual([]);
  });

  it.each([2, 3])('ended by %d signals at once', async (count) => {
    const { child, parent } = await startLab();
    for (let sent = 0; sent < count; sent++) child.kill(sent % 2 === 0 ? 'SIGTERM' : 'SIGINT');
    const [code] = await once(child, 'exit');
    expect([0, 130, 143]).toContain(code);
    if (count === 2) expect(code).toBe(0);
    expect(await readdir(parent)).toEqual([]);
  });

  it('ended by timeout(1), which sends to the process and to its group', async () => {
    const parent = await mkdtemp(join(temp.path, 'tmp-'));
    const command = `TMPDIR=${parent} timeout 4 ${process.execPath} ${cliPath} serve --lab --port 0`;
    const { code } = await run('sh', ['-c', command]);
    expect(code).toBe(124);
    expect(await readdir(parent)).toEqual([]);
  });

  it('once a later one has started, where it was killed', async () => {
    const killed = await startLab();
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    expect(existsSync(killed.started.lab.folder)).toBe(true);
    // Folders that are none of ours, or not abandoned, stay.
    await mkdir(join(killed.parent, 'revoscope-lab-other'));
    await mkdir(join(killed.parent, 'revoscope-lab-in-use'));
    await writeFile(join(killed.parent, 'revoscope-lab-in-use', 'lab.lock'), `${process.pid}\n`);
    const command = `TMPDIR=${killed.parent} ${process.execPath} ${cliPath} serve --lab --port 0 | head -1`;
    await run('sh', ['-c', command]);
    expect((await readdir(killed.parent)).sort()).toEqual([
      'revoscope-lab-in-use',
      'revoscope-lab-other',
    ]);
  });
});

describe('a server whose reader has gone', () => {
  it.each(['', '--json'])('ends, without an error (serve --lab %s)', async (form) => {
    const parent = await mkdtemp(join(temp.path, 'tmp-'));
    const serve = `${process.execPath} ${cliPath} serve --lab --port 0 ${form}`;
    const command = `(TMPDIR=${parent} ${serve}; echo "exit $?" >&2) | head -1`;
    const { stdout, stderr } = await run('sh', ['-c', command]);
    expect(stdout).not.toHaveLength(0);
    expect(stderr).toBe('exit 0\n');
    expect(await readdir(parent)).toEqual([]);
  });
});
