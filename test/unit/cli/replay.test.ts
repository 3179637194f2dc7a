import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '#shared/model/policy.ts';
import { writePolicyFile } from '#shared/schema/policy-file.ts';
import { recordedCases } from '../../support/judges/recorded-cases.ts';
import { runInProcess } from './fake-environment.ts';

const folder = join(import.meta.dirname, '../../fixtures/judges');
const noon = '2026-11-22T23:00:00Z';

/** The text of the case that `verify --save-case` writes. */
async function saved(name: string): Promise<string> {
  const recorded = recordedCases().find((each) => each.name === name);
  if (recorded === undefined) throw new Error(name);
  const { certificate, issuer, root, response } = recorded;
  const files = Object.fromEntries(
    [certificate, issuer, root, response].map((path) => [path, readFileSync(join(folder, path))]),
  );
  const args = ['verify', certificate, '--issuer', root, '--chain', issuer];
  args.push('--response', response, '--at', noon, '--save-case', 'kept.revocase');
  const { written, stderr } = await runInProcess(args, { files });
  expect(stderr).toContain('revoscope replay kept.revocase');
  const text = written['kept.revocase'];
  if (text === undefined) throw new Error('no case was written');
  return text;
}

async function replay(text: string, more: readonly string[] = [], others = {}) {
  const files = { 'kept.revocase': Buffer.from(text), ...others };
  return runInProcess(['replay', 'kept.revocase', ...more], { files });
}

describe('revoscope replay', () => {
  it.each(recordedCases().map(({ name }) => name))(
    'comes to the verdict that verify came to: %s',
    async (name) => {
      const { code, stdout } = await replay(await saved(name), ['--json']);
      const { same, cases } = JSON.parse(stdout);
      expect(cases[0].changes).toEqual([]);
      expect(cases[0].now).toEqual(cases[0].recorded);
      expect([same, code]).toEqual([true, 0]);
    },
  );

  it('is different at another time, and says what changed', async () => {
    const later = ['--at', '2026-12-22T23:00:00Z'];
    const { code, stdout } = await replay(await saved('base-delegate'), later);
    expect(code).toBe(1);
    expect(stdout).toContain('status: good → indeterminate');
    expect(stdout).toContain('next-update: pass → fail');
    expect(stdout).toContain('1 case, 1 with another verdict');
  });

  it('is different by another policy', async () => {
    const policy = { ...defaultPolicy, fallback: 'allow' as const };
    const others = { 'p.json': Buffer.from(writePolicyFile({ name: null, policy })) };
    const text = await saved('stale-6min');
    const { code, stdout } = await replay(text, ['--policy', 'p.json', '--json'], others);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).cases[0].changes).toContainEqual({
      field: 'decision',
      from: 'deny',
      to: 'allow',
    });
  });

  it('is different where a program that is named decides otherwise', async () => {
    const text = await saved('stale-6min');
    const nginx = await replay(text, ['--judge', 'nginx-1.22', '--json']);
    const jdk = await replay(text, ['--judge', 'jdk-17', '--json']);
    expect([nginx.code, jdk.code]).toEqual([0, 1]);
    const [judge] = JSON.parse(jdk.stdout).cases[0].judges;
    expect(judge).toMatchObject({ id: 'jdk-17', admits: true, agrees: false });
  });

  it('takes every case of a folder, and nothing else in it', async () => {
    const files = {
      'cases/b.revocase': Buffer.from(await saved('base-delegate')),
      'cases/a.revocase': Buffer.from(await saved('st-unknown')),
      'cases/notes.txt': Buffer.from('x'),
    };
    const folders = { cases: Object.keys(files) };
    const { code, stdout } = await runInProcess(['replay', 'cases', '--json'], { files, folders });
    const names = JSON.parse(stdout).cases.map(({ file }: { file: string }) => file);
    expect([code, names]).toEqual([0, ['cases/a.revocase', 'cases/b.revocase']]);
  });

  it('writes a report for a build server', async () => {
    const later = ['--at', '2026-12-22T23:00:00Z', '--junit', 'report.xml'];
    const { written } = await replay(await saved('base-delegate'), later);
    expect(written['report.xml']).toContain('failures="1"');
    expect(written['report.xml']).toContain('status: good → indeterminate');
  });

  it('holds no private key, and nothing that looks like one', async () => {
    expect(await saved('base-delegate')).not.toMatch(/PRIVATE|privateKey/);
  });

  it.each([
    ['which is no case', '{"format":"har"}', 'The file is no case of Revoscope'],
    ['which is no JSON', 'x', 'The file is not JSON'],
  ])('refuses a file %s', async (_, text, message) => {
    const { code, stderr } = await replay(text);
    expect([code, stderr]).toEqual([65, expect.stringContaining(message)]);
  });

  it('refuses a case whose certificate is none, and says which and where', async () => {
    const file = JSON.parse(await saved('base-delegate'));
    file.trustAnchors = ['AAAA'];
    const { code, stderr } = await replay(JSON.stringify(file));
    expect([code, stderr]).toEqual([65, expect.stringContaining('trustAnchors[0]')]);
  });

  it('asks which case where none is given', async () => {
    const { code, stderr } = await runInProcess(['replay']);
    expect([code, stderr]).toEqual([64, expect.stringContaining('Which case?')]);
  });
});
