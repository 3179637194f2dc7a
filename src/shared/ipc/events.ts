import type { CacheStatistics } from '../model/cache.ts';
import type { LoadedCertificate, LoadReport } from '../model/certificate.ts';
import type { FlowEvent, FlowRow, FlowStatistics } from '../model/flow.ts';
import type { LabView, ResponderExchange } from '../model/lab.ts';
import type { MtlsView } from '../model/mtls-view.ts';
import type { ScenarioRun } from '../model/scenario.ts';
import type { ClockState, PolicyBook, Settings } from '../model/settings.ts';

/** A command of the native menu that the window carries out. */
export type MenuCommand =
  | 'open-certificates'
  | 'paste-certificates'
  | 'check-revocation'
  | 'command-palette'
  | 'presentation-mode'
  | 'show-flows'
  | 'show-certificates'
  | 'show-cache'
  | 'show-lab'
  | 'authenticate'
  | 'run-scenarios'
  | 'advance-clock'
  | 'reset-clock'
  | 'clear-cache'
  | 'clear-flows';

/** What the main process tells the window, in the order in which it happened. */
export type WorkbenchEvent =
  | {
      readonly type: 'flows-changed';
      /** Rows that are new or have changed, newest last; batched. */
      readonly rows: readonly FlowRow[];
      /** True when flows were deleted or restored: what the list holds must be read anew. */
      readonly listIsStale: boolean;
      readonly statistics: FlowStatistics;
    }
  /** New steps of the flow that the window watches (`flows:watch-flow`), from index `from` on. */
  | {
      readonly type: 'flow-progressed';
      readonly flowId: string;
      readonly from: number;
      readonly events: readonly FlowEvent[];
    }
  /** The cache is not what it was; `cache:list-entries` tells what it is. At most four times a second. */
  | { readonly type: 'cache-changed'; readonly statistics: CacheStatistics }
  | { readonly type: 'certificates-changed'; readonly certificates: readonly LoadedCertificate[] }
  /** Files that reached the application from outside the window (second launch, double click, menu). */
  | { readonly type: 'certificates-loaded'; readonly reports: readonly LoadReport[] }
  | { readonly type: 'policy-changed'; readonly policies: PolicyBook }
  | { readonly type: 'clock-changed'; readonly clock: ClockState }
  | { readonly type: 'settings-changed'; readonly settings: Settings }
  | { readonly type: 'lab-changed'; readonly lab: LabView | null }
  /** What the lab's responders answered lately, oldest first; batched. */
  | { readonly type: 'responder-exchanged'; readonly exchanges: readonly ResponderExchange[] }
  | { readonly type: 'mtls-changed'; readonly mtls: MtlsView }
  | { readonly type: 'scenarios-changed'; readonly run: ScenarioRun }
  | { readonly type: 'menu-command'; readonly command: MenuCommand };
