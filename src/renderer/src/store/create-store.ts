import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkbenchBridge } from '#shared/ipc/api.ts';
import type { WindowEvent } from '#shared/ipc/events.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { idleWhatIf } from '#shared/model/what-if.ts';
import { describeLabError } from '#shared/wording/lab.ts';
import { type AppActions, createAppActions } from './app-actions.ts';
import { applyEvent } from './apply-event.ts';
import { type CardActions, createCardActions } from './card-actions.ts';
import { emptyCard } from './card-state.ts';
import { type CaseActions, createCaseActions } from './case-actions.ts';
import {
  type CertificateActions,
  createCertificateActions,
  takeReports,
} from './certificate-actions.ts';
import { type ConfigurationActions, createConfigurationActions } from './configuration-actions.ts';
import { firstToCheck } from './first-to-check.ts';
import { createFlowActions, type FlowActions } from './flow-actions.ts';
import { createFlowList, emptyFilter } from './flow-list-state.ts';
import { createInspectActions, type InspectActions } from './inspect-actions.ts';
import { createLabActions, type LabActions } from './lab-actions.ts';
import { createMatrixActions, type MatrixActions } from './matrix-actions.ts';
import { emptyMatrix } from './matrix-state.ts';
import { createMtlsActions, type MtlsActions } from './mtls-actions.ts';
import { createObjectActions, type ObjectActions } from './object-actions.ts';
import { createObjectViewActions, type ObjectViewActions } from './object-view-actions.ts';
import { createPolicyActions, type PolicyActions } from './policy-actions.ts';
import { createPresentActions, type PresentActions } from './present-actions.ts';
import { choiceOf, rememberPresented } from './presented.ts';
import { createScenarioActions, type ScenarioActions } from './scenario-actions.ts';
import { addProblem, nextId, type Scope } from './scope.ts';
import type { WorkbenchState } from './state.ts';
import { createSweepActions, type SweepActions } from './sweep-actions.ts';
import { emptySweep } from './sweep-state.ts';
import { createTimeActions, type TimeActions } from './time-actions.ts';

export type WorkbenchActions = AppActions &
  CaseActions &
  CertificateActions &
  FlowActions &
  MtlsActions &
  ObjectViewActions &
  InspectActions &
  LabActions &
  ObjectActions &
  PolicyActions &
  PresentActions &
  ScenarioActions &
  MatrixActions &
  TimeActions &
  CardActions &
  SweepActions &
  ConfigurationActions;

/** The window's state, what a person can do with it, and the clock that it shows. */
export interface Workbench {
  readonly store: StoreApi<WorkbenchState>;
  readonly actions: WorkbenchActions;
  /** The application's time: real time plus the clock's offset. */
  readonly now: () => number;
  /** Takes in one event of the main process. */
  readonly receive: (event: WindowEvent) => void;
}

/** Builds the window's state from the first snapshot. */
export function createWorkbench(
  snapshot: Snapshot,
  bridge: WorkbenchBridge,
  realNow: () => number,
): Workbench {
  const store = createStore<WorkbenchState>()(() => initialState(snapshot));
  const scope: Scope = { store, bridge, realNow, policyChanges: { last: null } };
  rememberPresented(store, (presented) => actions.setSettings({ presented }));
  const actions: WorkbenchActions = {
    ...createAppActions(scope),
    ...createCertificateActions(scope),
    ...createFlowActions(scope),
    ...createCaseActions(scope),
    ...createMtlsActions(scope),
    ...createInspectActions(scope),
    ...createObjectViewActions(scope),
    ...createLabActions(scope),
    ...createObjectActions(scope),
    ...createPolicyActions(scope),
    ...createPresentActions(scope),
    ...createScenarioActions(scope),
    ...createMatrixActions(scope),
    ...createTimeActions(scope),
    ...createCardActions(scope),
    ...createSweepActions(scope),
    ...createConfigurationActions(scope),
  };
  if (snapshot.labProblem !== null) tellOfLab(scope, snapshot.labProblem);
  return {
    store,
    actions,
    now: () => realNow() + store.getState().clockOffsetMs,
    receive: (event) => {
      if (event.type === 'certificates-loaded') takeReports(scope, event.reports);
      if (event.type === 'cases-opened') void actions.showCases(event);
      if (event.type === 'lab-failed') tellOfLab(scope, describeLabError(event.error));
      if (event.type === 'store-failed') tellOfStore(scope, event.message);
      const before = store.getState();
      const effect = applyEvent(before, event);
      store.setState(effect.patch);
      if (effect.refreshFlow !== null) void actions.refreshFlow(effect.refreshFlow);
      if (event.type === 'flows-changed') {
        actions.followClient(event.rows);
        actions.followNewFlows(event.rows, before);
      }
      if (event.type === 'matrix-changed') actions.followMatrix();
      if (effect.reloadList) void actions.reloadList();
      if (effect.refreshCache) void actions.refreshCache();
    },
  };
}

function initialState(snapshot: Snapshot): WorkbenchState {
  const chosen = firstToCheck(snapshot.certificates);
  const { presented } = snapshot.settings;
  const isLoaded =
    presented?.kind === 'loaded' &&
    snapshot.certificates.some(({ summary }) => summary.fingerprint === presented.fingerprint);
  return {
    info: snapshot.info,
    settings: snapshot.settings,
    policies: snapshot.policies,
    policyProblems: {},
    clockOffsetMs: snapshot.clock.offsetMs,
    certificates: snapshot.certificates,
    objects: snapshot.objects,
    statistics: snapshot.statistics,
    cacheStatistics: snapshot.cacheStatistics,
    cache: { state: 'idle', entries: [] },
    list: createFlowList(emptyFilter, 0, snapshot.flows),
    opened: { state: 'none' },
    selectedEvent: null,
    detailTab: 'checks',
    proof: null,
    checkTarget: isLoaded
      ? { fingerprint: presented.fingerprint, issuerFingerprint: presented.issuerFingerprint }
      : { fingerprint: chosen, issuerFingerprint: null },
    checkRun: { state: 'idle' },
    presentChoice: choiceOf(presented),
    clientRun: { state: 'idle' },
    clientReports: new Map(),
    missedClient: null,
    lab: snapshot.lab,
    faults: snapshot.faults,
    signers: snapshot.signers,
    exchanges: [],
    mtls: snapshot.mtls,
    scenarios: snapshot.scenarios,
    scenarioRun: snapshot.scenarioRun,
    scenarioJudge: null,
    programs: snapshot.programs,
    scenarioResults: new Map(
      snapshot.scenarioRun.results.map((result) => [result.scenarioId, result]),
    ),
    labSide: 'authority',
    shownLabCertificate: null,
    shownScenario: null,
    labDialog: null,
    serversSide: 'matrix',
    matrix: emptyMatrix,
    card: emptyCard,
    sweep: emptySweep,
    comparison: null,
    screen: 'flows',
    objectViews: new Map(),
    shownObject: chosen,
    opening: null,
    unlocking: null,
    presenting: null,
    serverDialog: 'closed',
    objectComparison: null,
    chainQuestion: { at: null, purpose: 'any', stores: ['lab', 'own'] },
    problems: snapshot.info.notices.map((message) => ({ id: nextId(), kind: 'notice', message })),
    undo: null,
    announcement: '',
    view: 'workbench',
    palette: 'closed',
    pasteDialog: 'closed',
    clockDialog: 'closed',
    retentionDialog: 'closed',
    help: null,
    setUpDialog: 'closed',
    judgesDialog: 'closed',
    configurationDialog: 'closed',
    timelineDialog: 'closed',
    exposureDialog: 'closed',
    whatIfDialog: 'closed',
    whatIf: idleWhatIf,
    shownPolicySetting: null,
  };
}

function tellOfLab(scope: Scope, message: string): void {
  const title = 'The lab cannot be opened';
  addProblem(scope, { kind: 'command', title, message, remedy: 'reset-lab' });
}

function tellOfStore(scope: Scope, message: string): void {
  const title = 'The workspace file has a problem; Revoscope goes on';
  addProblem(scope, { kind: 'command', title, message });
}
