import { defaultMtlsSettings } from '../../src/shared/model/mtls.ts';
import { defaultPolicy } from '../../src/shared/model/policy.ts';
import { defaultSettings } from '../../src/shared/model/settings.ts';
import type { Snapshot } from '../../src/shared/model/snapshot.ts';
import { sampleStart } from './flow-samples.ts';

/** What the main process says of a new, empty workspace. */
export function sampleSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    info: {
      version: '1.0.0',
      runtime: 'Electron 45',
      platform: 'linux x64',
      storePath: '/home/me/workspace.revoscope',
      safeStorage: null,
      notices: [],
    },
    settings: defaultSettings,
    policies: { current: defaultPolicy, basedOn: null, saved: [] },
    clock: { offsetMs: 0, now: sampleStart },
    certificates: [],
    objects: [],
    flows: { rows: [], total: 0 },
    statistics: { total: 0, p50Ms: null, p95Ms: null },
    cacheStatistics: { entries: 0, hits: 0, misses: 0, coalesced: 0 },
    lab: null,
    labProblem: null,
    faults: [],
    signers: [],
    mtls: {
      settings: defaultMtlsSettings,
      state: { state: 'stopped' },
      trust: { lab: true, fingerprints: [] },
      identity: { source: 'lab', subject: null },
      connections: [],
      cuts: [],
      decideAs: null,
      failures: [],
    },
    scenarios: [],
    programs: [],
    scenarioRun: { state: 'idle', total: 0, current: null, decidedAs: null, results: [] },
    ...changes,
  };
}
