import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseVerdict } from '#shared/case/case.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { writePolicyFile } from '#shared/schema/policy-file.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { recordedCases } from '../../support/judges/recorded-cases.ts';
import { createTestWorkbench } from '../../support/workbench.ts';
import { runInProcess } from '../cli/fake-environment.ts';

/** A folder of cases, made of responses that other programs judged too. */
let files: Record<string, Buffer>;
let workbench: Workbench;
beforeAll(async () => {
  files = Object.fromEntries(await Promise.all(recordedCases().map(savedCase)));
  // One keeps a verdict that nobody comes to any more, as of an earlier version.
  const good = files['cases/base-delegate.revocase']?.toString() ?? '';
  const older = JSON.parse(good);
  older.verdict.decision.outcome = 'deny';
  files['cases/older.revocase'] = Buffer.from(JSON.stringify(older));
  workbench = createTestWorkbench();
  const inputs = Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
  expect(await workbench.inputs.open(inputs)).toEqual([]);
});
afterAll(() => workbench.close());

async function savedCase(
  recorded: ReturnType<typeof recordedCases>[number],
): Promise<[string, Buffer]> {
  const { name, certificate, issuer, root, response } = recorded;
  const folder = join(import.meta.dirname, '../../fixtures/judges');
  const read = [certificate, issuer, root, response].map(
    (path) => [path, readFileSync(join(folder, path))] as const,
  );
  const args = ['verify', certificate, '--issuer', root, '--chain', issuer];
  args.push('--response', response, '--at', '2026-11-22T23:00:00Z', '--save-case', 'k.revocase');
  const { written } = await runInProcess(args, { files: Object.fromEntries(read) });
  return [`cases/${name}.revocase`, Buffer.from(written['k.revocase'] ?? '')];
}

interface ReplayedJson {
  readonly file: string;
  readonly recorded: CaseVerdict;
  readonly now: CaseVerdict;
}

async function replayed(policy: Policy): Promise<readonly ReplayedJson[]> {
  const others = { 'p.json': Buffer.from(writePolicyFile({ name: null, policy })) };
  const { stdout } = await runInProcess(['replay', 'cases', '--policy', 'p.json', '--json'], {
    files: { ...files, ...others },
    folders: { cases: Object.keys(files) },
  });
  return JSON.parse(stdout).cases;
}

/** The file that a flow was opened from. */
function fileOf(flowId: string): string {
  const flow = workbench.flows.get(flowId);
  const step = flow.ok ? flow.value.events[0]?.step : null;
  return step?.type === 'case-opened' ? step.file : '';
}

const words = ({ status, reason, decision }: Pick<CaseVerdict, 'status' | 'reason' | 'decision'>) =>
  [status, reason, decision.outcome].join(' ');

describe('what another policy makes of a folder of cases', () => {
  it.each<[string, Partial<Policy>]>([
    ['that is usual', {}],
    ['whose fallback allows', { fallback: 'allow' }],
    ['that asks nobody', { ocsp: 'not-enabled' }],
    ['that takes no old answer', { maxAgeSeconds: 0 }],
    ['with an hour of skew', { skewSeconds: 3_600 }],
    ['that minds every weakness', { sha1Signatures: 'fail', smallKeys: 'fail', encoding: 'fail' }],
    ['that asks about the CAs too', { scope: 'leaf-and-intermediates' }],
  ])('is the same in the window and by `replay --policy`: one %s', async (_, change) => {
    const policy = { ...defaultPolicy, ...change };
    const cases = await replayed(policy);
    const turned = cases.filter(({ recorded, now }) => {
      return recorded.decision.outcome !== now.decision.outcome;
    });
    const run = await workbench.whatIf.start(policy);
    expect(run.counts).toMatchObject({ judged: cases.length, notJudged: 0 });
    const told = run.rows.map(({ flowId, before, after }) => [
      basename(fileOf(flowId)),
      [before.status, before.reason, before.decision].join(' '),
      [after.status, after.reason, after.decision].join(' '),
    ]);
    const expected = turned.map(({ file, recorded, now }) => [
      basename(file),
      words(recorded),
      words(now),
    ]);
    expect(told.sort()).toEqual(expected.sort());
  });

  it('holds a case against the verdict that it keeps', async () => {
    const run = await workbench.whatIf.start(defaultPolicy);
    const older = run.rows.find(({ flowId }) => fileOf(flowId) === 'cases/older.revocase');
    expect([older?.before.decision, older?.after.decision]).toEqual(['deny', 'allow']);
  });

  it('changes some of them, so that there is something to compare', async () => {
    const run = await workbench.whatIf.start({ ...defaultPolicy, fallback: 'allow' });
    expect(run.counts.nowAdmitted).toBeGreaterThan(5);
    expect(run.counts.nowDenied).toBe(0);
  });
});
