import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordedCases } from '../../support/judges/recorded-cases.ts';
import { runInProcess } from './fake-environment.ts';

const folder = join(import.meta.dirname, '../../fixtures/judges');
const noon = '2026-11-22T23:00:00Z';

function verify(name: string, more: readonly string[]) {
  const recorded = recordedCases().find((each) => each.name === name);
  if (recorded === undefined) throw new Error(name);
  const { certificate, issuer, root, response } = recorded;
  const files = Object.fromEntries(
    [certificate, issuer, root, response].map((path) => [path, readFileSync(join(folder, path))]),
  );
  const args = ['verify', certificate, '--issuer', root, '--response', response, '--at', noon];
  return runInProcess([...args, '--chain', issuer, ...more], { files });
}

interface Judged {
  readonly id: string;
  readonly code: string;
  readonly admits: boolean;
  readonly agrees: boolean;
  readonly decidedBy: string;
}

async function judgesOf(name: string, more: readonly string[]): Promise<readonly Judged[]> {
  const { stdout } = await verify(name, [...more, '--json']);
  return JSON.parse(stdout).judges;
}

describe('revoscope verify --judge', () => {
  it('puts the response before every program, in the words of each', async () => {
    const judges = await judgesOf('stale-6min', ['--judge', 'all']);
    const recorded = recordedCases().find(({ name }) => name === 'stale-6min')?.observed ?? {};
    const codes = Object.fromEntries(judges.map(({ id, code }) => [id, code]));
    expect(codes).toMatchObject(recorded);
  });

  it('names the rule that decided and whether the program agrees with us', async () => {
    const [nginx, jdk] = await judgesOf('stale-6min', [
      '--judge',
      'nginx-1.22',
      '--judge',
      'jdk-17',
    ]);
    expect(nginx).toMatchObject({ admits: false, agrees: true, decidedBy: 'OCSP_check_validity' });
    expect(jdk).toMatchObject({ admits: true, agrees: false });
  });

  it('says nothing of other programs where none is named', async () => {
    expect(await judgesOf('stale-6min', [])).toEqual([]);
  });

  it('takes a setting by the name that the program gives it', async () => {
    const hard = await judgesOf('st-unknown', ['--judge', 'jdk-17']);
    const soft = await judgesOf('st-unknown', ['--judge', 'jdk-17', '--setting', 'SOFT_FAIL=on']);
    expect([hard[0]?.code, soft[0]?.code]).toEqual(['U', 'T']);
  });

  it('reads the certificates that a setting names from their file', async () => {
    const args = ['--judge', 'openssl-3.0.19', '--setting', 'VAfile=certificates/root.der'];
    const [judge] = await judgesOf('base-issuer', args);
    expect(judge).toMatchObject({ code: 'G', decidedBy: 'print_ocsp_summary' });
  });

  it('says what would turn the decision of a program that is named', async () => {
    const { stdout } = await verify('stale-6min', ['--judge', 'nginx-1.22', '--judge', 'jdk-17']);
    expect(stdout).toContain('It would accept if nextUpdate lay ahead.');
    expect(stdout).toContain('It would refuse if nextUpdate had passed a day ago.');
  });

  it('prints a table for a person', async () => {
    const { stdout } = await verify('stale-6min', ['--judge', 'nginx-1.22']);
    expect(stdout).toContain('Judged by');
    expect(stdout).toMatch(/✗ X {3}nginx-1\.22 +nginx ssl_ocsp refuses: status expired/);
  });

  it.each([
    [['--judge', 'nginx'], 'Did you mean nginx-1.22?'],
    [['--setting', 'SOFT_FAIL=on'], 'Name it with --judge.'],
    [['--judge', 'jdk-17', '--setting', 'VAfile=x'], 'They have SOFT_FAIL'],
    [['--judge', 'jdk-17', '--setting', 'SOFT_FAIL=maybe'], 'is not on or off'],
    [['--judge', 'jdk-17', '--setting', 'SOFT_FAIL'], 'is not NAME=VALUE'],
  ])('refuses %j and says what would be right', async (more, expected) => {
    const { code, stderr } = await verify('stale-6min', more);
    expect([code, stderr]).toEqual([64, expect.stringContaining(expected)]);
  });
});
