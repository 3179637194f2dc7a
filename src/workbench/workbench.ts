import { inspectObject } from '#inspect/inspect-object.ts';
import { findMessage } from '#shared/flow/find-message.ts';
import type { FlowCommands, MessageReference } from '#shared/flow/flow.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { JudgedFlow } from '#shared/model/judged-by.ts';
import type { LabError } from '#shared/model/lab.ts';
import type { ClientCommands } from '#shared/model/mtls.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ClockState } from '#shared/model/settings.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { DurationMs, EpochMs } from '#shared/model/time.ts';
import type { TimelineReport, TimelineSubject } from '#shared/model/timeline.ts';
import type { CachedAnswers } from './cached-answers.ts';
import type { Cases } from './cases/cases.ts';
import type { Checks } from './checks.ts';
import type { WorkbenchError } from './error.ts';
import type { EventHub } from './events.ts';
import type { Exposures } from './exposure/exposures.ts';
import { flowCommands } from './flow-commands.ts';
import type { Flows } from './flows.ts';
import { judgeByPrograms } from './judged-by.ts';
import type { LabCommands } from './lab/lab-commands.ts';
import type { MatrixRuns } from './matrix/matrix-runs.ts';
import { writeClientFiles } from './mtls/client-files.ts';
import { type ClientVisit, visitAsLabClient, visitServer } from './mtls/client-visit.ts';
import type { MtlsCommands } from './mtls/mtls-commands.ts';
import { visitElsewhere } from './mtls/visit-elsewhere.ts';
import type { LoadedCertificates } from './objects/loaded-certificates.ts';
import type { Inputs } from './objects/open-inputs.ts';
import type { OpenObjects } from './objects/open-objects.ts';
import { ownClient } from './objects/own-client.ts';
import type { ServerVisits } from './objects/server-visits.ts';
import { buildParts, type Parts, type WorkbenchOptions } from './parts.ts';
import type { Policies } from './policies.ts';
import type { ResponderCards } from './responder-card/responder-cards.ts';
import type { ScenarioRuns } from './scenarios/scenario-runs.ts';
import type { SettingsKeeper } from './settings.ts';
import { snapshotOf } from './snapshot-of.ts';
import type { Stage } from './stage.ts';
import type { SweepRuns } from './sweep/sweep-runs.ts';
import { timelineOfSubject } from './timeline-of.ts';
import { createObjectViews, type ObjectViews } from './views/object-views.ts';
import type { WhatIf } from './what-if/what-if.ts';

/** The application without a window: commands in, events out. */
export interface Workbench {
  readonly hub: EventHub;
  readonly settings: SettingsKeeper;
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
  readonly servers: ServerVisits;
  readonly inputs: Inputs;
  readonly policies: Policies;
  readonly checks: Checks;
  readonly flows: Flows;
  readonly cases: Cases;
  readonly cache: CachedAnswers;
  readonly lab: LabCommands;
  readonly mtls: MtlsCommands;
  readonly scenarios: ScenarioRuns;
  readonly exposures: Exposures;
  readonly whatIf: WhatIf;
  readonly matrix: MatrixRuns;
  readonly responderCards: ResponderCards;
  readonly sweeps: SweepRuns;
  /** The application's time. */
  now(): EpochMs;
  readonly stage: Stage;
  readonly views: ObjectViews;
  /** Visits the mTLS server with the built-in client as a lab client; null presents no certificate. */
  authenticate(clientId: string | null): Promise<Result<ClientVisit, WorkbenchError>>;
  /** Presents a loaded certificate with its open key: to our mTLS server, or by an https URL to any other. */
  present(fingerprint: string, url: string | null): Promise<Result<ClientVisit, WorkbenchError>>;
  /** Ends the visits that are under way. */
  cancelAuthentications(): void;
  /** Writes a lab client's files and says the commands that present them to the running server. */
  clientCommands(clientId: string): Result<ClientCommands, WorkbenchError>;
  snapshot(): Snapshot;
  advanceClock(byMs: DurationMs): ClockState;
  resetClock(): ClockState;
  commands(flowId: string): Result<FlowCommands, WorkbenchError>;
  /** When the verdict of a flow flips, under the policy that it was decided by. */
  timeline(subject: TimelineSubject): Result<TimelineReport, WorkbenchError>;
  /** What other programs say of a flow. */
  judgedBy(flowId: string): Result<JudgedFlow, WorkbenchError>;
  inspectMessage(reference: MessageReference): Result<InspectedObject, WorkbenchError>;
  inspect(bytes: Uint8Array): InspectedObject;
  /** Starts the lab and the mTLS server; what fails shows in their state. */
  openLab(): Promise<void>;
  /** Ends what runs and writes down what is not yet written. */
  close(): Promise<void>;
}

/** Builds the parts and connects them with those who use them. */
export function createWorkbench(options: WorkbenchOptions): Workbench {
  const parts = buildParts(options);
  const { hub, policies, settings, checks, flows, lab, mtls, scenarios, stage } = parts;
  const { exposures, whatIf } = parts;
  const { certificates, objects, inputs, servers, cases } = parts;
  parts.persistence.restore(parts.cache);
  let labProblem: LabError | null = null;
  return {
    ...{ certificates, objects, inputs, servers, cases },
    ...{ hub, policies, settings, checks, flows, lab, mtls, scenarios, stage },
    ...{ exposures, whatIf },
    cache: parts.cachedAnswers,
    matrix: parts.matrix,
    views: createObjectViews({ ...parts, lab: stage.lab, random: options.random }),
    responderCards: parts.responderCards,
    sweeps: parts.sweeps,
    now: () => parts.clock.now(),
    ...clientVisits(parts, options),
    ...clockCommands(parts),
    ...objectCommands(parts),
    snapshot: () => snapshotOf(parts, options, labProblem),
    openLab: async () => {
      const started = await stage.lab.start();
      labProblem = started.ok ? null : started.error;
      if (started.ok) await mtls.startAnywhere();
      else hub.emit({ type: 'lab-failed', error: started.error });
    },
    close: () => closeParts(parts, options),
  };
}

function clientVisits(
  { stage, finishedFlows, certificates, objects, settings }: Parts,
  { realClock, clientFolder, random }: WorkbenchOptions,
): Pick<Workbench, 'authenticate' | 'present' | 'cancelAuthentications' | 'clientCommands'> {
  let visits = new AbortController();
  return {
    authenticate: (clientId) => {
      const facts = { stage, watch: finishedFlows, clock: realClock };
      return visitAsLabClient(clientId, { ...facts, signal: visits.signal });
    },
    present: async (fingerprint, url) => {
      const identity = ownClient(fingerprint, { certificates, objects });
      if (!identity.ok) return identity;
      const { signal } = visits;
      if (url === null) {
        const facts = { stage, watch: finishedFlows, clock: realClock };
        return visitServer(identity.value, { ...facts, signal });
      }
      const { network } = settings.current();
      const around = { network, trusted: certificates.authorities(), clock: realClock, signal };
      const report = await visitElsewhere(identity.value, { url, ...around });
      return report.ok ? ok({ report: report.value, flowId: null }) : report;
    },
    cancelAuthentications: () => {
      visits.abort();
      visits = new AbortController();
    },
    clientCommands: (clientId) => {
      const state = stage.mtls.state();
      if (state.state !== 'running') return err({ code: 'mtls-not-running' });
      const serverTrust = stage.serverTrust();
      const server = { lab: stage.lab, mtls: state, serverTrust };
      return writeClientFiles(clientId, { ...server, folder: clientFolder, random });
    },
  };
}

function clockCommands({
  hub,
  clock,
  cachedAnswers,
}: Parts): Pick<Workbench, 'advanceClock' | 'resetClock'> {
  const changed = (): ClockState => {
    const state = clock.state();
    hub.emit({ type: 'clock-changed', clock: state });
    cachedAnswers.changed();
    return state;
  };
  return {
    advanceClock: (byMs) => {
      clock.advance(byMs);
      return changed();
    },
    resetClock: () => {
      clock.reset();
      return changed();
    },
  };
}

function objectCommands({
  flows,
  certificates,
  objects,
  policies,
  clock,
}: Parts): Pick<Workbench, 'commands' | 'timeline' | 'judgedBy' | 'inspectMessage' | 'inspect'> {
  return {
    commands: (flowId) => {
      const flow = flows.get(flowId);
      return flow.ok ? ok(flowCommands(flow.value)) : flow;
    },
    timeline: (subject) =>
      timelineOfSubject(subject, {
        flows,
        certificates,
        objects,
        policy: () => policies.current(),
        now: () => clock.now(),
      }),
    judgedBy: (flowId) => {
      const flow = flows.get(flowId);
      return flow.ok ? judgeByPrograms(flow.value) : flow;
    },
    inspectMessage: ({ flowId, eventIndex }) => {
      const flow = flows.get(flowId);
      if (!flow.ok) return flow;
      const bytes = findMessage(flow.value, eventIndex);
      return bytes === null
        ? err({ code: 'not-found', what: 'message' })
        : ok(inspectObject(bytes, { now: clock.now(), passwords: [] }));
    },
    inspect: (bytes) =>
      inspectObject(bytes, {
        now: clock.now(),
        passwords: [],
        findIssuers: (subject) => certificates.possibleIssuers(subject),
      }),
  };
}

async function closeParts(parts: Parts, { storage }: WorkbenchOptions): Promise<void> {
  parts.scenarios.cancel();
  parts.exposures.cancel();
  parts.whatIf.cancel();
  parts.matrix.cancel();
  parts.responderCards.cancel();
  parts.sweeps.close();
  parts.checks.cancelAll();
  await parts.stage.stop();
  parts.flows.flush();
  parts.cachedAnswers.flush();
  parts.persistence.flush();
  parts.http.close();
  storage.flows.purgeHidden();
  storage.close();
}
