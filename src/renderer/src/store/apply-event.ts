import type { Flow, FlowRow } from '#shared/flow/flow.ts';
import type { WindowEvent } from '#shared/ipc/events.ts';
import type { ResponderExchange } from '#shared/model/lab.ts';
import type { ScenarioRun } from '#shared/model/scenario.ts';
import { withAsked } from './card-state.ts';
import { firstToCheck } from './first-to-check.ts';
import { applyRows, isUnfiltered } from './flow-list-state.ts';
import { withProgress } from './matrix-state.ts';
import type { WorkbenchState } from './state.ts';

/** What an event changes at once, and what must be asked for because of it. */
export interface EventEffect {
  readonly patch: Partial<WorkbenchState>;
  readonly refreshFlow: string | null;
  readonly reloadList: boolean;
  readonly refreshCache: boolean;
}

const nothing: EventEffect = {
  patch: {},
  refreshFlow: null,
  reloadList: false,
  refreshCache: false,
};

/** Works an event of the main process into the window's state; menu commands and reports are not state. */
export function applyEvent(state: WorkbenchState, event: WindowEvent): EventEffect {
  switch (event.type) {
    case 'flows-changed':
      return applyFlows(state, event);
    case 'flow-progressed':
      return applyProgress(state, event);
    case 'cache-changed':
      return { ...nothing, patch: { cacheStatistics: event.statistics }, refreshCache: true };
    case 'certificates-changed':
      return { ...nothing, patch: withCertificates(state, event.certificates) };
    case 'objects-changed':
      return { ...nothing, patch: withObjects(state, event.objects) };
    case 'opening-changed':
      return { ...nothing, patch: { opening: event.opening } };
    case 'policy-changed':
      return { ...nothing, patch: { policies: event.policies } };
    case 'clock-changed':
      return { ...nothing, patch: { clockOffsetMs: event.clock.offsetMs }, refreshCache: true };
    case 'settings-changed':
      return { ...nothing, patch: { settings: event.settings } };
    case 'lab-changed':
      return { ...nothing, patch: withLab(state, event.lab) };
    case 'responder-exchanged':
      return { ...nothing, patch: { exchanges: newestFirst(state.exchanges, event.exchanges) } };
    case 'mtls-changed':
      return { ...nothing, patch: { mtls: event.mtls } };
    case 'scenarios-changed':
      return { ...nothing, patch: withRun(state, event.run) };
    case 'what-if-changed':
      return { ...nothing, patch: { whatIf: event.run } };
    case 'matrix-changed':
      return { ...nothing, patch: { matrix: withProgress(state.matrix, event) } };
    case 'responder-card-changed':
      return { ...nothing, patch: { card: withAsked(state.card, event) } };
    case 'sweep-changed':
      return { ...nothing, patch: { sweep: { ...state.sweep, run: event.run } } };
    case 'certificates-loaded':
    case 'cases-opened':
    case 'lab-failed':
    case 'store-failed':
    case 'menu-command':
      return nothing;
  }
}

function applyFlows(
  state: WorkbenchState,
  event: Extract<WindowEvent, { type: 'flows-changed' }>,
): EventEffect {
  const { rows, statistics } = event;
  const finished = new Set(rows.filter((row) => row.verdict !== null).map((row) => row.id));
  const run = state.checkRun;
  const base: Partial<WorkbenchState> =
    run.state === 'running' && finished.has(run.flowId)
      ? { statistics, checkRun: { state: 'idle' } }
      : { statistics };
  const refreshFlow = openedRunning(state, finished);
  if (event.listIsStale) return { ...nothing, patch: base, refreshFlow, reloadList: true };
  if (rows.length === 0) return { ...nothing, patch: base, refreshFlow };
  if (!isUnfiltered(state.list.filter)) {
    return {
      ...nothing,
      patch: { ...base, list: withKnownRows(state, rows) },
      refreshFlow,
      reloadList: true,
    };
  }
  const list = applyRows(state.list, rows, statistics.total);
  return list === null
    ? {
        ...nothing,
        patch: { ...base, list: withKnownRows(state, rows) },
        refreshFlow,
        reloadList: true,
      }
    : { ...nothing, patch: { ...base, list }, refreshFlow };
}

function withKnownRows(state: WorkbenchState, rows: readonly FlowRow[]): WorkbenchState['list'] {
  const known = new Map(state.list.rows);
  for (const row of rows) if (known.has(row.id)) known.set(row.id, row);
  return { ...state.list, rows: known };
}

/** The open flow, if it was still running here and has finished there. */
function openedRunning(state: WorkbenchState, finished: ReadonlySet<string>): string | null {
  const { opened } = state;
  if (opened.state !== 'ready' || opened.flow.outcome !== null) return null;
  return finished.has(opened.flow.id) ? opened.flow.id : null;
}

function applyProgress(
  state: WorkbenchState,
  event: Extract<WindowEvent, { type: 'flow-progressed' }>,
): EventEffect {
  const { opened } = state;
  if (opened.state !== 'ready' || opened.flow.id !== event.flowId) return nothing;
  const { flow } = opened;
  if (flow.outcome !== null) return nothing;
  if (event.from > flow.events.length) return { ...nothing, refreshFlow: event.flowId };
  const events = [...flow.events.slice(0, event.from), ...event.events];
  if (events.length < flow.events.length) return nothing;
  const grown: Flow = { ...flow, events };
  return { ...nothing, patch: { opened: { state: 'ready', flow: grown } } };
}

function withCertificates(
  state: WorkbenchState,
  certificates: WorkbenchState['certificates'],
): Partial<WorkbenchState> {
  const has = (fingerprint: string | null) =>
    fingerprint !== null && certificates.some(({ summary }) => summary.fingerprint === fingerprint);
  const { fingerprint, issuerFingerprint } = state.checkTarget;
  return {
    certificates,
    checkTarget: {
      fingerprint: has(fingerprint) ? fingerprint : firstToCheck(certificates),
      issuerFingerprint: has(fingerprint) && has(issuerFingerprint) ? issuerFingerprint : null,
    },
    shownObject: isGone(state.shownObject, state.certificates, has) ? null : state.shownObject,
  };
}

/** Whether what is shown was a certificate and is none any more. */
function isGone(
  shown: string | null,
  before: WorkbenchState['certificates'],
  has: (fingerprint: string | null) => boolean,
): boolean {
  return !has(shown) && before.some(({ summary }) => summary.fingerprint === shown);
}

function withObjects(
  state: WorkbenchState,
  objects: WorkbenchState['objects'],
): Partial<WorkbenchState> {
  const has = (id: string | null) => objects.some((object) => object.id === id);
  const { shownObject, unlocking } = state;
  const wasObject = state.objects.some(({ id }) => id === shownObject);
  return {
    objects,
    shownObject: wasObject && !has(shownObject) ? null : shownObject,
    unlocking: has(unlocking) ? unlocking : null,
  };
}

/**
 * A new lab has new certificates: what was seen of the old one's responder goes with it, and so does what only
 * a new lab could mend.
 */
function withLab(state: WorkbenchState, lab: WorkbenchState['lab']): Partial<WorkbenchState> {
  if (lab?.createdAt === state.lab?.createdAt) return { lab };
  const problems = state.problems.filter(
    (problem) => problem.kind !== 'command' || problem.remedy !== 'reset-lab',
  );
  return { lab, exchanges: [], problems };
}

/** Exchanges beyond this many are forgotten. */
const keptExchanges = 300;

function newestFirst(
  known: readonly ResponderExchange[],
  fresh: readonly ResponderExchange[],
): readonly ResponderExchange[] {
  return [...fresh.toReversed(), ...known].slice(0, keptExchanges);
}

function withRun(state: WorkbenchState, run: ScenarioRun): Partial<WorkbenchState> {
  const fresh = run.results.map((result) => [result.scenarioId, result] as const);
  return { scenarioRun: run, scenarioResults: new Map([...state.scenarioResults, ...fresh]) };
}
