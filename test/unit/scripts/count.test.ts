import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { countPlaywright, countProgram, countVitest } from '../../../scripts/test/count.mjs';

function vitestFile(path: string, statuses: readonly string[], status = 'passed') {
  const assertionResults = statuses.map((each) => ({ status: each }));
  return { name: join(root, path), status, assertionResults };
}

describe('the count of a Vitest run', () => {
  it('sums each kind by its folder', () => {
    const report = {
      testResults: [
        vitestFile('test/unit/a.test.ts', ['passed', 'passed']),
        vitestFile('test/unit/b/c.test.ts', ['passed', 'failed', 'pending'], 'failed'),
        vitestFile('test/interop/d.test.ts', ['passed']),
      ],
    };
    expect(countVitest(report, ['unit', 'interop'], 1)).toEqual([
      { stage: 'unit', passed: 3, failed: 1, skipped: 1 },
      { stage: 'interop', passed: 1, failed: 0, skipped: 0 },
    ]);
  });

  it('counts a file that could not be loaded as one failure', () => {
    const report = { testResults: [vitestFile('test/unit/a.test.ts', [], 'failed')] };
    expect(countVitest(report, ['unit'], 1)).toEqual([
      { stage: 'unit', passed: 0, failed: 1, skipped: 0 },
    ]);
  });

  it('counts a kind without tests as a failure', () => {
    const report = { testResults: [vitestFile('test/unit/a.test.ts', ['passed'])] };
    expect(countVitest(report, ['property'], 0)[0]?.failed).toBe(1);
  });

  it('counts a kind whose tests were all skipped as a failure', () => {
    const report = { testResults: [vitestFile('test/unit/a.test.ts', ['pending'])] };
    expect(countVitest(report, ['unit'], 0)[0]).toEqual({
      stage: 'unit',
      passed: 0,
      failed: 1,
      skipped: 1,
    });
  });

  it('counts a run that wrote no report as a failure', () => {
    expect(countVitest(null, ['unit'], 1)[0]?.failed).toBe(1);
  });

  it('counts an error outside of any test as a failure', () => {
    const report = { testResults: [vitestFile('test/unit/a.test.ts', ['passed'])] };
    expect(countVitest(report, ['unit'], 1)).toEqual([
      { stage: 'unit', passed: 1, failed: 1, skipped: 0 },
    ]);
  });
});

describe('the count of a Playwright run', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };

  it('takes over what passed', () => {
    expect(countPlaywright('e2e', { stats, errors: [] }, 0)).toEqual({
      stage: 'e2e',
      passed: 3,
      failed: 0,
      skipped: 0,
    });
  });

  it.each([
    ['failed tests', { stats: { ...stats, unexpected: 2 }, errors: [] }, 2],
    ['a test that passed only the second time', { stats: { ...stats, flaky: 1 }, errors: [] }, 1],
    ['an error outside of any test', { stats, errors: [{}] }, 1],
    ['an exit code without a failed test', { stats, errors: [] }, 1],
    ['no test at all', { stats: { ...stats, expected: 0 }, errors: [] }, 1],
    ['no report', null, 1],
  ])('counts %s as failed', (_title, report, failed) => {
    expect(countPlaywright('e2e', report, 1).failed).toBe(failed);
  });
});

describe('the count of a single program', () => {
  it('is one, by its exit code', () => {
    expect(countProgram('lint', 0)).toEqual({ stage: 'lint', passed: 1, failed: 0, skipped: 0 });
    expect(countProgram('lint', 2)).toEqual({ stage: 'lint', passed: 0, failed: 1, skipped: 0 });
  });
});
