import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { root } from '../setup/paths.mjs';

/**
 * @typedef {object} Count
 * @property {string} stage
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 *
 * @typedef {{ status: string }} VitestTest
 * @typedef {{ name: string, status: string, assertionResults: VitestTest[] }} VitestFile
 */

/**
 * A stage that is one program: it passes or fails as a whole.
 * @param {string} stage
 * @param {number} code its exit code
 * @returns {Count}
 */
export function countProgram(stage, code) {
  return { stage, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/**
 * Counts what Vitest's JSON report holds, by the folder under `test/`. A file that could not be
 * loaded is one failure, and so is a kind of test of which none ran.
 * @param {{ testResults: VitestFile[] } | null} report null if there is none
 * @param {readonly string[]} kinds such as `unit`
 * @param {number} code Vitest's exit code: not 0 although no test failed (an error outside of any
 *   test) is a failure too
 * @returns {Count[]} one per kind
 */
export function countVitest(report, kinds, code) {
  const counts = kinds.map((stage) => {
    const files = (report?.testResults ?? []).filter((file) => kindOf(file.name) === stage);
    const tests = files.flatMap((file) => file.assertionResults);
    const unloaded = files.filter(({ status, assertionResults }) => {
      return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
    });
    const passed = tests.filter((test) => test.status === 'passed').length;
    const failed = tests.filter((test) => test.status === 'failed').length;
    const skipped = tests.length - passed - failed;
    return atLeastOne({ stage, passed, failed: failed + unloaded.length, skipped });
  });
  const first = counts[0];
  if (first && code !== 0 && counts.every(({ failed }) => failed === 0)) first.failed = 1;
  return counts;
}

/**
 * @param {string} file
 * @returns {string | undefined} `unit` for a file below test/unit
 */
function kindOf(file) {
  return relative(root, file).split(sep)[1];
}

/**
 * Counts what Playwright's JSON report holds; a test that passed only when tried again has failed.
 * @param {string} stage
 * @param {{ stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>, errors: unknown[] } | null} report
 * @param {number} code Playwright's exit code
 * @returns {Count}
 */
export function countPlaywright(stage, report, code) {
  if (report === null) return { stage, passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  return atLeastOne({ stage, passed: expected, failed: failed || (code === 0 ? 0 : 1), skipped });
}

/**
 * @param {Count} count
 * @returns {Count} with a failure if no test ran
 */
function atLeastOne(count) {
  return count.passed + count.failed > 0 ? count : { ...count, failed: 1 };
}

/**
 * @param {string} file
 * @returns {any} the report, or null if the program did not get as far as writing one
 */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
