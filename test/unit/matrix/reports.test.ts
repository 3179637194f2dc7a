import { describe, expect, it } from 'vitest';
import { expectations } from '#matrix/expect.ts';
import { compareRuns } from '#matrix/report/compare.ts';
import { toHtml } from '#matrix/report/html.ts';
import { toJunit } from '#matrix/report/junit.ts';
import { toMarkdown } from '#matrix/report/markdown.ts';
import { readRun } from '#matrix/report/read-run.ts';
import type { CellResult, MatrixRun } from '#shared/model/matrix-run.ts';

const cell = (caseId: string, change: Partial<CellResult> = {}): CellResult => ({
  caseId,
  title: caseId,
  family: 'good',
  outcome: { kind: 'admitted', how: 'HTTP 200' },
  word: 'as-expected',
  expected: 'admit',
  record: null,
  questions: [],
  note: null,
  ...change,
});

const denied = { kind: 'denied', how: 'HTTP 400' } as const;

function run(revoked: Partial<CellResult>): MatrixRun {
  return {
    schema: 'revoscope-matrix',
    version: 1,
    startedAt: Date.UTC(2026, 0, 1),
    durationMs: 1_500,
    patienceMs: 20_000,
    expectation: { name: 'closed', table: expectations.closed },
    targets: [
      {
        name: 'gate <1>',
        url: 'https://gate/',
        state: 'measured',
        voidCauses: [],
        notes: [],
        serverHeader: null,
        serverFingerprint: null,
        success: null,
        controls: [cell('control-good', { family: 'control' })],
        cells: [cell('good'), cell('revoked', { family: 'revoked', ...revoked })],
        extras: [cell('kept-alive', { family: 'observed', word: 'observed', expected: null })],
        headline: { word: 'breach', text: 'This gate admits revoked clients' },
      },
    ],
  };
}

const bad = run({ word: 'breach', expected: 'deny' });
const good = run({ word: 'as-expected', expected: 'deny', outcome: denied });

describe('reports of a matrix', () => {
  it('JUnit: a suite for the target, a failure for a breach, what is only observed is skipped', () => {
    const xml = toJunit(bad);
    expect(xml).toContain(
      '<testsuite name="gate &lt;1&gt;" tests="4" failures="1" errors="0" skipped="1">',
    );
    expect(xml).toMatch(/name="revoked" time="0\.000">\n {6}<failure message="breach: admitted/);
  });

  it('HTML: one file without scripts, with the headline and a word beside each colour', () => {
    const html = toHtml(bad);
    expect(html).toContain('This gate admits revoked clients.');
    expect(html).toContain('<td class="breach">A – breach</td>');
    expect(html).not.toMatch(/<script|src=|href=|gate <1>/);
  });

  it('Markdown: the grid, with what is not as expected in bold', () => {
    expect(toMarkdown(bad)).toContain('| revoked | **A** (breach) |');
    expect(toMarkdown(good)).toContain('| revoked | D closed |');
  });

  it('JSON reads back, and two runs compare', () => {
    const read = readRun(JSON.stringify(bad));
    if (!read.ok) throw new Error(read.error.message);
    expect(compareRuns(read.value, bad)).toEqual([]);
    expect(compareRuns(bad, good)).toEqual([
      {
        target: 'gate <1>',
        title: 'revoked',
        before: 'A, breach',
        after: 'D closed, as expected',
      },
    ]);
  });

  it.each([
    ['no JSON', '{', 'not-json'],
    ['another file', '{"schema":"x"}', 'not-a-run'],
    ['a later version', '{"schema":"revoscope-matrix","version":2}', 'other-version'],
    ['a part that is missing', '{"schema":"revoscope-matrix","version":1}', 'not-a-run'],
    ['a beginning that no date tells', JSON.stringify({ ...bad, startedAt: 1e300 }), 'not-a-run'],
  ])('refuses %s', (_title, text, code) => {
    const read = readRun(text);
    expect(read.ok ? null : read.error.code).toBe(code);
  });
});
