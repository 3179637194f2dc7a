import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import type { CertificateSummary } from '#shared/model/certificate.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { typescriptLoader } from '../../scripts/setup/electron-node.mjs';
import { electronNode } from '../support/electron.ts';
import { type CaseVerdict, readManifest } from '../support/fixtures/manifest.ts';
import { run } from '../support/process.ts';
import type { RareKeyVerdicts } from '../support/rare-keys.ts';

/** What the probe prints. */
interface Report {
  readonly electron: string | null;
  readonly verdicts: Readonly<Record<string, FlowOutcome>>;
  readonly certificates: Readonly<Record<string, CertificateSummary>>;
  readonly rareKeys: Readonly<Record<string, RareKeyVerdicts>>;
}

const probe = fileURLToPath(new URL('./engine-runtimes-probe.ts', import.meta.url));
const { cases, certificates } = readManifest();

async function reportOf(command: string, args: readonly string[]): Promise<Report> {
  const { code, stdout, stderr } = await run(command, args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(Buffer.from(stdout).toString('utf8'));
}

describe('the same cases under plain Node and under Electron', () => {
  let node: Report;
  let electron: Report;

  beforeAll(async () => {
    const { command, args, env } = electronNode(probe);
    const added = Object.entries(env).filter(([name, value]) => process.env[name] !== value);
    const settings = added.map(([name, value]) => `${name}=${value ?? ''}`);
    [node, electron] = [
      await reportOf(process.execPath, ['--import', typescriptLoader, probe]),
      await reportOf('env', [...settings, command, ...args]),
    ];
  });

  it('ran on both', () => {
    expect(node.electron).toBeNull();
    expect(electron.electron).toMatch(/^\d+\./);
    const names = cases.map(({ name }) => name);
    expect(Object.keys(node.verdicts)).toEqual(names);
    expect(Object.keys(electron.verdicts)).toEqual(names);
  });

  it.each(cases)('$name: the whole outcome is the same', ({ name, expected }) => {
    expect(electron.verdicts[name]).toEqual(node.verdicts[name]);
    expect(summaryOf(electron.verdicts[name], expected)).toEqual(expected);
  });

  it('verify the same signatures by keys that one of them lacks, and refuse the same', () => {
    expect(electron.rareKeys).toEqual(node.rareKeys);
    const issuances = Object.values(electron.rareKeys).map(({ issuance }) => issuance);
    expect(new Set(issuances)).toEqual(new Set(['issued']));
    expect(issuances.length).toBeGreaterThan(20);
  });

  it.each(certificates)('$file is described in the same words', ({ file }) => {
    expect(electron.certificates[file]).toEqual(node.certificates[file]);
  });
});

/** An outcome in the form of the manifest; the codes of failed checks are not in there. */
function summaryOf(outcome: FlowOutcome | undefined, expected: CaseVerdict): CaseVerdict | null {
  if (outcome === undefined || outcome.status === null) return null;
  const having = (wanted: string) =>
    outcome.checks.filter((check) => check.outcome === wanted).map(({ id }) => id);
  const { revocation } = outcome;
  return {
    status: outcome.status,
    reasonCode: expected.reasonCode === null ? null : (codeOf(outcome) ?? null),
    fails: having('fail'),
    warns: having('warn'),
    revocation:
      revocation === null ? null : { time: toRfc3339(revocation.time), reason: revocation.reason },
  };
}

function codeOf({ reason }: FlowOutcome): CaseVerdict['reasonCode'] | undefined {
  const code = reason?.code;
  return code === 'response-malformed' || code === 'unsupported-algorithm' ? code : undefined;
}
