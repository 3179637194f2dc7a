import type { FlowEvent, FlowRow, FlowStatistics } from '../flow/flow.ts';
import type { CacheStatistics } from './cache.ts';
import type { LoadedCertificate } from './certificate.ts';
import type { LabError, LabView, ResponderExchange } from './lab.ts';
import type { LiveCell, MatrixProgress, MatrixRunSummary } from './matrix-view.ts';
import type { MtlsView } from './mtls-view.ts';
import type { OpenObject } from './open-object.ts';
import type { Opening } from './opening.ts';
import type { ScenarioRun } from './scenario.ts';
import type { ClockState, PolicyList, Settings } from './settings.ts';
import type { SweepRunView } from './sweep-view.ts';
import type { WhatIfRun } from './what-if.ts';

/** What happened in the workbench, in the order in which it happened. */
export type WorkbenchEvent =
  | {
      readonly type: 'flows-changed';
      /** Rows that are new or have changed, newest last; batched. */
      readonly rows: readonly FlowRow[];
      /** True when flows were deleted or restored: what the list holds must be read anew. */
      readonly listIsStale: boolean;
      readonly statistics: FlowStatistics;
    }
  /** New steps of the flow that is watched, from index `from` on. */
  | {
      readonly type: 'flow-progressed';
      readonly flowId: string;
      readonly from: number;
      readonly events: readonly FlowEvent[];
    }
  /** The cache is not what it was. At most four times a second. */
  | { readonly type: 'cache-changed'; readonly statistics: CacheStatistics }
  | { readonly type: 'certificates-changed'; readonly certificates: readonly LoadedCertificate[] }
  | { readonly type: 'objects-changed'; readonly objects: readonly OpenObject[] }
  /** Cases were opened as flows: `changed` of them come to another verdict; the remarks say what was passed over. */
  | {
      readonly type: 'cases-opened';
      readonly flowIds: readonly string[];
      readonly changed: number;
      readonly remarks: readonly string[];
    }
  /** How far a large input is; null when it is done. */
  | { readonly type: 'opening-changed'; readonly opening: Opening | null }
  | { readonly type: 'policy-changed'; readonly policies: PolicyList }
  | { readonly type: 'clock-changed'; readonly clock: ClockState }
  | { readonly type: 'settings-changed'; readonly settings: Settings }
  /** The lab could not be opened at start: its keys are lost, say. */
  | { readonly type: 'lab-failed'; readonly error: LabError }
  | { readonly type: 'lab-changed'; readonly lab: LabView | null }
  /** What the lab's responders answered lately, oldest first; batched. */
  | { readonly type: 'responder-exchanged'; readonly exchanges: readonly ResponderExchange[] }
  | { readonly type: 'mtls-changed'; readonly mtls: MtlsView }
  /** How far the comparison with another policy is; ten times a second at most. */
  | { readonly type: 'what-if-changed'; readonly run: WhatIfRun }
  | { readonly type: 'scenarios-changed'; readonly run: ScenarioRun }
  /** How many questions of a card have been asked. */
  | { readonly type: 'responder-card-changed'; readonly done: number; readonly total: number }
  /** How far a sweep is. At most four times a second. */
  | { readonly type: 'sweep-changed'; readonly run: SweepRunView }
  /** How far a matrix is, the cells since the last time, and the runs that are kept. */
  | {
      readonly type: 'matrix-changed';
      readonly progress: MatrixProgress;
      readonly fresh: readonly LiveCell[];
      readonly runs: readonly MatrixRunSummary[];
    };
