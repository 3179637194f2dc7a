import type { FlowPage, FlowStatistics } from '../flow/flow.ts';
import type { CacheStatistics } from './cache.ts';
import type { LoadedCertificate } from './certificate.ts';
import type { JudgeDescription } from './judged-by.ts';
import type { FaultDescription, LabView, SignerDescription } from './lab.ts';
import type { MtlsView } from './mtls-view.ts';
import type { OpenObject } from './open-object.ts';
import type { Scenario, ScenarioRun } from './scenario.ts';
import type { AppInfo, ClockState, PolicyList, Settings } from './settings.ts';

/** All that a view of the workbench needs to be drawn for the first time. */
export interface Snapshot {
  readonly info: AppInfo;
  readonly settings: Settings;
  readonly policies: PolicyList;
  readonly clock: ClockState;
  readonly certificates: readonly LoadedCertificate[];
  /** What is open besides certificates. */
  readonly objects: readonly OpenObject[];
  /** The newest rows; older ones by `flows:list-flows`. */
  readonly flows: FlowPage;
  readonly statistics: FlowStatistics;
  readonly cacheStatistics: CacheStatistics;
  /** null until the lab has been founded or opened. */
  readonly lab: LabView | null;
  /** Why the lab could not be opened at start; null where it could. */
  readonly labProblem: string | null;
  readonly faults: readonly FaultDescription[];
  readonly signers: readonly SignerDescription[];
  readonly mtls: MtlsView;
  /** Every program that can decide in our place. */
  readonly programs: readonly JudgeDescription[];
  readonly scenarios: readonly Scenario[];
  readonly scenarioRun: ScenarioRun;
}
