import type { Flow, FlowStatistics } from '#shared/flow/flow.ts';
import type { CacheEntrySummary, CacheStatistics } from '#shared/model/cache.ts';
import type { LoadedCertificate, LoadReport } from '#shared/model/certificate.ts';
import type { DecideAs } from '#shared/model/decide-as.ts';
import type { ByteRange } from '#shared/model/inspection.ts';
import type { JudgeDescription } from '#shared/model/judged-by.ts';
import type {
  FaultDescription,
  LabView,
  ResponderExchange,
  SignerDescription,
} from '#shared/model/lab.ts';
import type { ClientReport } from '#shared/model/mtls.ts';
import type { MtlsView } from '#shared/model/mtls-view.ts';
import type { ChainQuestion } from '#shared/model/object-view.ts';
import type { OpenObject } from '#shared/model/open-object.ts';
import type { Opening } from '#shared/model/opening.ts';
import type { Scenario, ScenarioResult, ScenarioRun } from '#shared/model/scenario.ts';
import type { AppInfo, PolicyList, Settings } from '#shared/model/settings.ts';
import type { TimelineSubject } from '#shared/model/timeline.ts';
import type { CheckId } from '#shared/model/verdict.ts';
import type { WhatIfRun } from '#shared/model/what-if.ts';
import type { TermId } from '#shared/wording/terms.ts';
import type { CardState } from './card-state.ts';
import type { FlowListState } from './flow-list-state.ts';
import type { MatrixState } from './matrix-state.ts';
import type { SweepState } from './sweep-state.ts';

export type Screen = 'flows' | 'certificates' | 'lab' | 'cache' | 'servers';

/** The tabs of an object on the Certificates screen. */
export type ObjectTab = 'fields' | 'judged' | 'chain' | 'asn1' | 'pem' | 'text' | 'json';

/** How an object is looked at: its tab, and the octets that are marked. */
export interface ObjectViewState {
  readonly tab: ObjectTab;
  readonly range: ByteRange | null;
}

export type DetailTab = 'checks' | 'details' | 'bytes' | 'http' | 'client';

/** The flow that is shown, step by step. */
export type OpenedFlow =
  | { readonly state: 'none' }
  /** The flow before stays in view until this one is there. */
  | { readonly state: 'loading'; readonly flowId: string; readonly before: Flow | null }
  | { readonly state: 'ready'; readonly flow: Flow }
  | { readonly state: 'failed'; readonly flowId: string; readonly message: string };

/** The check that the person started. */
export type CheckRun =
  | { readonly state: 'idle' }
  | { readonly state: 'starting' }
  | { readonly state: 'running'; readonly flowId: string };

/** The authentication that the person started; `flowId` is null until the mTLS server has seen the client. */
export type ClientRun =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly flowId: string | null };

/** Whom the next decision is about: a lab client that connects, or the loaded certificate of `checkTarget`. */
export type PresentChoice =
  | { readonly kind: 'lab-client'; readonly id: string }
  | { readonly kind: 'no-certificate' }
  | { readonly kind: 'loaded' };

/** A place in the policy bar that can be led to. */
export type PolicySetting = 'ocsp' | 'fallback' | 'cache' | 'advanced';

/** The two sides of the Lab screen. */
export type LabSide = 'authority' | 'scenarios';

/** The sides of the Servers screen. */
export type ServersSide = 'matrix' | 'responder' | 'sweep';

/** The dialog that the Lab screen shows over the window. */
export type LabDialog =
  | { readonly kind: 'issue' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'revoke' | 'export' | 'commands'; readonly id: string };

/** Something that went wrong or must be known; it stays until it is dismissed. */
export type Problem =
  | { readonly id: number; readonly kind: 'load'; readonly report: LoadReport }
  | {
      readonly id: number;
      readonly kind: 'command';
      readonly title: string;
      readonly message: string;
      /** What a button beside the words does about it. */
      readonly remedy?: 'reset-lab';
    }
  | { readonly id: number; readonly kind: 'notice'; readonly message: string };

/** The last deletion, while it can be taken back. */
export interface Undo {
  readonly id: number;
  readonly text: string;
  readonly run: () => Promise<void>;
}

/** Which certificate is checked, and with which issuer; a null issuer is found among the loaded ones. */
export interface CheckTarget {
  readonly fingerprint: string | null;
  readonly issuerFingerprint: string | null;
}

/** Two flows or objects beside each other; `second` is null while it is being chosen. */
export interface Comparison {
  readonly first: string;
  readonly second: string | null;
}

export interface CacheView {
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  readonly entries: readonly CacheEntrySummary[];
}

/** All that the window shows; derived data is not in it. */
export interface WorkbenchState {
  readonly info: AppInfo;
  readonly settings: Settings;
  readonly policies: PolicyList;
  readonly policyProblems: Readonly<Record<string, string>>;
  readonly clockOffsetMs: number;
  readonly certificates: readonly LoadedCertificate[];
  /** What is open besides certificates. */
  readonly objects: readonly OpenObject[];
  readonly statistics: FlowStatistics;
  readonly cacheStatistics: CacheStatistics;
  readonly cache: CacheView;
  readonly list: FlowListState;
  readonly opened: OpenedFlow;
  /** Index into the opened flow's events; null follows the flow to its decision. */
  readonly selectedEvent: number | null;
  readonly detailTab: DetailTab;
  /** The check whose octets are marked in the response of a flow; null for none. */
  readonly proof: { readonly flowId: string; readonly check: CheckId } | null;
  readonly checkTarget: CheckTarget;
  readonly checkRun: CheckRun;
  /** null until the person chose; what is offered then is derived (`selectPresented`). */
  readonly presentChoice: PresentChoice | null;
  readonly clientRun: ClientRun;
  /** What the built-in client saw, by flow. */
  readonly clientReports: ReadonlyMap<string, ClientReport>;
  /** The last report of a client that never got as far as a flow. */
  readonly missedClient: ClientReport | null;
  readonly comparison: Comparison | null;
  readonly screen: Screen;
  /** How each object was last looked at, by its id. */
  readonly objectViews: ReadonlyMap<string, ObjectViewState>;
  /** What the Certificates screen shows: the fingerprint of a certificate, or the id of another object. */
  readonly shownObject: string | null;
  /** How far the opening of a large input is; null while none is being opened. */
  readonly opening: Opening | null;
  /** The locked object whose password is asked for; null while none is. */
  readonly unlocking: string | null;
  readonly serverDialog: 'open' | 'closed';
  /** The certificate for which the dialog asks where it is to be presented; null while it is closed. */
  readonly presenting: string | null;
  readonly objectComparison: Comparison | null;
  /** What the chains of a certificate are judged by. */
  readonly chainQuestion: ChainQuestion;
  readonly lab: LabView | null;
  readonly faults: readonly FaultDescription[];
  readonly signers: readonly SignerDescription[];
  /** What the lab's responders answered lately, newest first. */
  readonly exchanges: readonly ResponderExchange[];
  readonly mtls: MtlsView;
  readonly scenarios: readonly Scenario[];
  readonly scenarioRun: ScenarioRun;
  /** Who decides in the scenarios that are played next; null is us. */
  readonly scenarioJudge: DecideAs | null;
  /** Every program that can decide in our place. */
  readonly programs: readonly JudgeDescription[];
  /** The latest result of each scenario that was played since the window opened. */
  readonly scenarioResults: ReadonlyMap<string, ScenarioResult>;
  readonly labSide: LabSide;
  /** The certificate that the Lab screen shows, by id. */
  readonly shownLabCertificate: string | null;
  readonly shownScenario: string | null;
  readonly labDialog: LabDialog | null;
  readonly serversSide: ServersSide;
  readonly matrix: MatrixState;
  readonly card: CardState;
  readonly sweep: SweepState;
  readonly problems: readonly Problem[];
  readonly undo: Undo | null;
  /** What a screen reader hears next. */
  readonly announcement: string;
  readonly view: 'workbench' | 'presentation';
  readonly palette: 'open' | 'closed';
  /** Where a pasted certificate goes; `responder` pins it as the responder certificate. */
  readonly pasteDialog: 'open' | 'responder' | 'closed';
  readonly clockDialog: 'open' | 'closed';
  readonly retentionDialog: 'open' | 'closed';
  /** What is looked at over time: the open flow, or an open object. */
  readonly timelineDialog: 'open-flow' | TimelineSubject | 'closed';
  readonly exposureDialog: 'open' | 'closed';
  readonly whatIfDialog: 'open' | 'closed';
  /** How far the comparison with another policy is. */
  readonly whatIf: WhatIfRun;
  /** The setting of the policy bar that is to be shown next; null for none. */
  readonly shownPolicySetting: PolicySetting | null;
  readonly judgesDialog: 'open' | 'closed';
  /** Configurations of other servers: one is read, or the policy is written as one. */
  readonly configurationDialog: 'import' | 'export' | 'closed';
  readonly setUpDialog: 'open' | 'closed';
  /** The sheet of keys and words, and the word that it opened at; null while it is closed. */
  readonly help: { readonly term: TermId | null } | null;
}
