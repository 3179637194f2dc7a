import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarios } from '#lab/scenarios/catalogue.ts';
import { keyPaths } from '../../support/key-paths.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { wellFormed } from '../../support/well-formed.ts';
import { cliPath, revoscope, revoscopeJson } from './command-line.ts';

const temp = suiteTempDir('cli-demo');

describe('revoscope demo', () => {
  it('plays every scenario as expected, and says so in the last line', async () => {
    const { code, stdout, stderr } = await revoscope(['demo'], { timeoutMs: 120_000 });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe(`${scenarios.length} as expected, 0 different`);
    expect([code, stderr]).toEqual([0, '']);
    for (const { id, name } of scenarios) {
      expect(lines.find((line) => line.startsWith(`✓ ${name} `))).toContain(`${id} · `);
    }
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
  }, 150_000);

  it('plays them as another program decides, and says where it lets in whom we keep out', async () => {
    const args = ['demo', '--decide-as', 'go-x-crypto', 'good', 'stale-answer'];
    const { code, document } = await revoscopeJson(args);
    expect(code).toBe(1);
    // x/crypto looks at no time: that is left to whoever calls it.
    expect(document).toMatchObject({
      scenarios: [
        { id: 'good', outcome: 'as-expected' },
        {
          id: 'stale-answer',
          outcome: 'different',
          steps: [{ differences: [{ field: 'decision', expected: 'deny', actual: 'allow' }] }],
        },
      ],
    });
  });

  it('plays the scenarios that are named, each step with expected and actual', async () => {
    const { code, stdout } = await revoscope(['demo', 'revoked', 'cache-survives-outage']);
    expect(code).toBe(0);
    expect(
      stdout.replace(/ {2,}([\w-]+) · \d.*$/gm, '  $1').replace(/\d+(\.\d)? m?s\.$/m, 'T.'),
    ).toBe(
      `The decision                          expected                        actual

✓ Revoked  revoked
  A revoked certificate is denied, whatever the fallback says.
    A revoked client connects; the    denied: revoked                 denied: revoked
    fallback is allow

The cache                             expected                        actual

✓ The cache bridges an outage  cache-survives-outage
  While the responder is down, cached answers keep known clients working.
    A good client connects            admitted: good                  admitted: good
    The responder goes down
    It connects again                 admitted: good, from the cache  admitted: good, from the cache

Played in T.
2 as expected, 0 different
`,
    );
  });

  it('writes a JUnit report with --junit', async () => {
    const file = join(temp.path, 'demo.xml');
    const { code } = await revoscope(['demo', 'good', '--junit', file]);
    const [head] = wellFormed(await readFile(file, 'utf8'));
    expect([code, head]).toEqual([
      0,
      expect.stringMatching(/^testsuites name="revoscope demo" tests="1" failures="0" errors="0"/),
    ]);
  });

  it('keeps the names in its JSON', async () => {
    const { code, document } = await revoscopeJson(['demo', 'good', 'cut-off']);
    expect([code, document.asExpected, document.different, document.broken]).toEqual([0, 2, 0, 0]);
    expect(document.scenarios.map(({ id }: { id: string }) => id)).toEqual(['good', 'cut-off']);
    expect(keyPaths(document)).toMatchInlineSnapshot(`
      [
        "asExpected: number",
        "different: number",
        "broken: number",
        "durationMs: number",
        "scenarios[].id: string",
        "scenarios[].name: string",
        "scenarios[].group: string",
        "scenarios[].shows: string",
        "scenarios[].outcome: string",
        "scenarios[].broken: null",
        "scenarios[].durationMs: number",
        "scenarios[].steps[].says: string",
        "scenarios[].steps[].expected: string",
        "scenarios[].steps[].actual: string",
        "scenarios[].steps[].differences: empty",
        "scenarios[].steps[].judges: empty",
        "scenarios[].steps[].expected: null",
        "scenarios[].steps[].actual: null",
      ]
    `);
  });

  it('says what other programs would have decided', async () => {
    const args = ['demo', 'good', 'revoked', '--judge', 'nginx-1.22', '--judge', 'nss-3.87'];
    const { code, document } = await revoscopeJson(args);
    const codes = document.scenarios.map(
      ({ steps }: { steps: { judges: { id: string; code: string }[] }[] }) =>
        steps.flatMap(({ judges }) => judges.map((judge) => `${judge.id} ${judge.code}`)),
    );
    expect([code, codes]).toEqual([
      0,
      [
        ['nginx-1.22 G', 'nss-3.87 G'],
        ['nginx-1.22 R', 'nss-3.87 X'],
      ],
    ]);
  });

  it('lists the scenarios without playing them', async () => {
    const { code, document } = await revoscopeJson(['demo', '--list']);
    expect(code).toBe(0);
    expect(document.scenarios.map(({ id }: { id: string }) => id)).toEqual(
      scenarios.map(({ id }) => id),
    );
    expect(keyPaths(document)).toMatchInlineSnapshot(`
      [
        "scenarios[].id: string",
        "scenarios[].name: string",
        "scenarios[].group: string",
        "scenarios[].shows: string",
        "scenarios[].steps[]: string",
      ]
    `);
    const { stdout } = await revoscope(['demo', '--list']);
    for (const { id } of scenarios) expect(stdout).toContain(`\n  ${id} `);
  });

  it('refuses a scenario that there is not, and names the nearest', async () => {
    const { code, document } = await revoscopeJson(['demo', 'good', 'cache-windw']);
    expect([code, document.error.message, document.error.hint]).toEqual([
      64,
      'There is no scenario "cache-windw".',
      'Did you mean cache-window?',
    ]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops on %s and exits %d', async (name, expected) => {
    const child = spawn(process.execPath, [cliPath, 'demo']);
    let [printed, errors] = ['', ''];
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.stdout.on('data', (chunk: Buffer) => {
      const isFirst = printed === '';
      printed += chunk.toString();
      if (isFirst) child.kill(name);
    });
    const [code] = await once(child, 'close');
    expect([code, errors]).toEqual([expected, 'revoscope: cancelled.\n']);
    expect(printed).not.toContain('as expected');
  });
});
