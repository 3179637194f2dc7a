import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../support/process.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { revoscope, revoscopeJson } from './command-line.ts';
import { type Serving, startServing } from './served.ts';

const temp = suiteTempDir('cli-lab');
const folder = () => join(temp.path, 'lab');
const lab = (...words: readonly string[]) =>
  revoscopeJson(['lab', ...words, '--lab-dir', folder()]);

/** The status that a client gets with its printed command. */
async function visit({ curl }: { curl: string }): Promise<number> {
  const { stdout } = await run('sh', ['-c', `${curl} --silent`]);
  return Number(Buffer.from(stdout).toString('utf8').split(' ')[1]);
}

describe('revoscope lab, while a server runs on it', () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await startServing(['--lab', '--lab-dir', folder()]);
  });
  afterAll(() => serving.stop());
  const commandsOf = (id: string) =>
    serving.started.lab.clients.find((one: { id: string }) => one.id === id).commands;

  it('revokes: the client is denied at once', async () => {
    const { code, document } = await lab('revoke', 'lab-client-two-aia', '--reason', 'superseded');
    expect(code).toBe(0);
    expect(document).toMatchObject({
      operation: 'revoke',
      running: true,
      certificate: {
        id: 'lab-client-two-aia',
        status: 'revoked',
        revocation: { reason: 'superseded' },
      },
      connections: { checked: 0, cut: 0 },
    });
    expect(await visit(commandsOf('lab-client-two-aia'))).toBe(403);
  });

  it('issues, holds and releases a client', async () => {
    const issued = await lab('issue', 'alice', '--days', '30');
    expect(issued.document.certificate).toMatchObject({ id: 'alice', status: 'good' });
    const { commands } = issued.document;
    await lab('hold', 'alice');
    expect(await visit(commands)).toBe(403);
    await lab('release', 'alice');
    // The answer that the server keeps says "on hold" for half an hour more.
    expect(await visit(commands)).toBe(403);
    const { document } = await lab('clock', '61m');
    expect(document.clock.offsetMs).toBe(61 * 60_000);
    expect(await visit(commands)).toBe(200);
    expect((await lab('clock', 'real')).document.clock.offsetMs).toBe(0);
  });

  it('gives the responder a fault, and takes it away', async () => {
    expect((await lab('fault', 'http-404')).document.fault).toBe('http-404');
    const { commands } = (await lab('issue', 'bob')).document;
    expect(await visit(commands)).toBe(403);
    expect((await lab('fault', 'none')).document.fault).toBeNull();
    expect(await visit(commands)).toBe(200);
  });

  it('refuses to advance the clock to where it could not be read again', async () => {
    const { code } = await lab('clock', '999999d');
    expect(code).toBe(64);
    expect((await lab('clock')).document.clock.offsetMs).toBe(0);
  });

  it('refuses what cannot be done, with exit code 64', async () => {
    const { code, document } = await lab('release', 'lab-client-good');
    expect([code, document.error.message]).toEqual([
      64,
      'The certificate is not on hold, so there is nothing to release.',
    ]);
  });
});

describe('revoscope lab, at rest', () => {
  it('lists what was done while the server ran, and goes on', async () => {
    expect(await readdir(folder())).not.toContain('lab.sock');
    const { document } = await lab('list');
    const statusOf = (id: string) =>
      document.certificates.find((one: { id: string }) => one.id === id).status;
    expect(document.running).toBe(false);
    expect([statusOf('alice'), statusOf('lab-client-two-aia')]).toEqual(['good', 'revoked']);
    await lab('revoke', 'alice');
    await lab('clock', '8d');
    const serving = await startServing(['--lab', '--lab-dir', folder()]);
    expect(serving.started.notices).toEqual([expect.stringContaining('8 d ahead')]);
    const alice = serving.started.lab.clients.find((one: { id: string }) => one.id === 'alice');
    expect(await visit(alice.commands)).toBe(403);
    await serving.stop();
  });

  it('says in words what it did', async () => {
    const { stdout } = await revoscope(['lab', 'fault', 'stale', '--lab-dir', folder()]);
    expect(stdout).toBe('✓ The responder has the fault stale for every certificate now.\n');
    const faults = await revoscope(['lab', 'fault', '--lab-dir', folder()]);
    expect(faults.stdout).toContain('  black-hole  ');
  });

  it('refuses a folder without a lab with exit code 69, and a wrong word with 64', async () => {
    await mkdir(join(temp.path, 'empty'));
    const none = await revoscopeJson(['lab', 'list', '--lab-dir', join(temp.path, 'empty')]);
    expect([none.code, none.document.error.code]).toEqual([69, 'unavailable']);
    const wrong = await lab('revok', 'alice');
    expect([wrong.code, wrong.document.error.hint]).toEqual([64, 'Did you mean revoke?']);
  });
});
