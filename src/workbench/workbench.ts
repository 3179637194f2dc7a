import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import { coalesce } from '#engine/ask/transport/coalesce.ts';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { inspectObject } from '#inspect/inspect-object.ts';
import { labIds } from '#lab/ca/first-certificates.ts';
import type { KeyFiles } from '#lab/ca/key-files.ts';
import { createLabStorage } from '#lab/ca/read-lab-state.ts';
import { faultTable } from '#lab/faults/registry.ts';
import { signerTable } from '#lab/responder/signer-table.ts';
import { findMessage } from '#shared/flow/find-message.ts';
import type { FlowCommands, MessageReference } from '#shared/flow/flow.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { LabPorts } from '#shared/model/lab.ts';
import type { ClientCommands } from '#shared/model/mtls.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { AppInfo, ClockState, Settings } from '#shared/model/settings.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { createAdjustableClock } from './adjustable-clock.ts';
import { createCachePersistence } from './cache-persistence.ts';
import { type CachedAnswers, createCachedAnswers } from './cached-answers.ts';
import { type Checks, createChecks } from './checks.ts';
import type { WorkbenchError } from './error.ts';
import { createEventHub, createThrottle, type EventHub } from './events.ts';
import { flowCommands } from './flow-commands.ts';
import { createFlows, type Flows } from './flows.ts';
import { createExchanges } from './lab/exchanges.ts';
import { createLabCommands, type LabCommands } from './lab/lab-commands.ts';
import { type ClientVisit, visitAsLabClient } from './mtls/client-desk.ts';
import { writeClientFiles } from './mtls/client-files.ts';
import { createFlowWatch } from './mtls/flow-watch.ts';
import { createMtlsCommands, type MtlsCommands } from './mtls/mtls-commands.ts';
import { createLoadedObjects, type LoadedObjects } from './objects.ts';
import { createPolicies, type Policies } from './policies.ts';
import { createScenarioRuns, type ScenarioRuns } from './scenarios/scenario-runs.ts';
import { createStage, type Stage } from './stage.ts';
import type { Storage } from './storage.ts';
import { readMtls, readPolicies, readSettings } from './stored-values.ts';
import { findSettingsProblems } from './validate-policy.ts';

/** The application without a window: commands in, events out. */
export interface Workbench {
  readonly hub: EventHub;
  readonly objects: LoadedObjects;
  readonly policies: Policies;
  readonly checks: Checks;
  readonly flows: Flows;
  readonly cache: CachedAnswers;
  readonly lab: LabCommands;
  readonly mtls: MtlsCommands;
  readonly scenarios: ScenarioRuns;
  readonly stage: Stage;
  /** Visits the mTLS server with the built-in client as a lab client; null presents no certificate. */
  authenticate(clientId: string | null): Promise<Result<ClientVisit, WorkbenchError>>;
  /** Writes a lab client's files and says the commands that present them to the running server. */
  clientCommands(clientId: string): Result<ClientCommands, WorkbenchError>;
  snapshot(): Snapshot;
  setSettings(settings: Settings): Result<Settings, WorkbenchError>;
  advanceClock(byMs: DurationMs): ClockState;
  resetClock(): ClockState;
  commands(flowId: string): Result<FlowCommands, WorkbenchError>;
  inspectMessage(reference: MessageReference): Result<InspectedObject, WorkbenchError>;
  inspect(bytes: Uint8Array): InspectedObject;
  /** Starts the lab and the mTLS server; what fails shows in their state. */
  openLab(): Promise<void>;
  /** Ends what runs and writes down what is not yet written. */
  close(): Promise<void>;
}

const firstPage = 200;
const tellInterval = 50;
const everything = { statuses: null, sources: null, text: '' };

/** Wires the engine to a storage, a real clock and a source of randomness. */
export function createWorkbench({
  storage,
  keyFiles,
  clientFolder,
  labPorts,
  realClock,
  random,
  info,
}: {
  readonly storage: Storage;
  /** Where the lab's private keys are kept. */
  readonly keyFiles: KeyFiles;
  /** Where the files of lab clients are written for other programs. */
  readonly clientFolder: string;
  /** The responders' ports of a new lab; 0 takes any that is free. */
  readonly labPorts: LabPorts;
  readonly realClock: Clock;
  readonly random: RandomBytes;
  readonly info: AppInfo;
}): Workbench {
  const hub = createEventHub();
  const clock = createAdjustableClock(realClock);
  let settings = readSettings(storage.values);

  const http = createHttpTransport({
    clock: realClock,
    network: () => settings.network,
    proxy: () => settings.proxy,
    version: info.version,
  });
  const transport = coalesce(http);
  let isRestored = false;
  const persistence = createCachePersistence(storage.cache);
  const cache = createMemoryCache({
    coalescedCount: () => transport.coalescedCount(),
    onChange: (change) => {
      if (isRestored) persistence.follow(change);
      cachedAnswers.changed();
    },
  });
  const cachedAnswers = createCachedAnswers({ cache, hub, random });
  for (const entry of storage.cache.load()) cache.store(entry);
  isRestored = true;

  const objects = createLoadedObjects({ storage: storage.certificates, hub, clock });
  const flows = createFlows({ storage: storage.flows, hub, clock, random });
  const policies = createPolicies({
    stored: readPolicies(storage.values),
    write: (book) => storage.values.write('policies', book),
    hub,
    random,
  });
  const dependencies = { clock, random, transport, cache };
  const checks = createChecks({
    objects,
    flows,
    policy: () => policies.current(),
    dependencies,
  });

  const labChanged = createThrottle(
    () => hub.emit({ type: 'lab-changed', lab: stage.lab.view() }),
    tellInterval,
  );
  const exchanges = createExchanges(hub);
  const watch = createFlowWatch(flows);
  const stage: Stage = createStage({
    dependencies,
    flows: watch,
    policy: () => policies.current(),
    lab: {
      storage: createLabStorage(storage.values),
      keyFiles,
      firstPorts: labPorts,
      onChange: () => {
        labChanged.request();
        mtlsRefresh.request();
      },
      onExchange: (exchange) => exchanges.add(exchange),
    },
    mtls: {
      settings: () => mtls.settings(),
      trustAnchors: (labRoot) => mtls.trustAnchors(labRoot),
      identity: () => mtls.identity(),
      onStateChange: () => mtls.changed(),
      onHandshakeFailure: (failure) => mtls.handshakeFailed(failure),
    },
  });
  /** A lab that was reset has another root and another server certificate. */
  const mtlsRefresh = createThrottle(() => void stage.mtls.refresh(), tellInterval);
  const mtls: MtlsCommands = createMtlsCommands({
    mtls: () => stage.mtls,
    objects,
    hub,
    stored: readMtls(storage.values),
    write: ({ settings: kept, trust }) => {
      storage.values.write('mtls-settings', kept);
      storage.values.write('mtls-trust', trust);
    },
    labSubject: () => stage.lab.ca.nameOf(labIds.server),
  });
  const lab = createLabCommands({
    lab: stage.lab,
    objects,
    random,
    onRevocation: ({ fingerprint }) => void stage.mtls.recheckConnections({ fingerprint }),
  });
  const scenarios = createScenarioRuns({
    context: { realClock, random, transport, flows },
    onChange: (run) => hub.emit({ type: 'scenarios-changed', run }),
  });

  const clockChanged = (): ClockState => {
    const state = clock.state();
    hub.emit({ type: 'clock-changed', clock: state });
    cachedAnswers.changed();
    return state;
  };

  return {
    hub,
    objects,
    policies,
    checks,
    flows,
    cache: cachedAnswers,
    lab,
    mtls,
    scenarios,
    stage,
    authenticate: (clientId) => visitAsLabClient(clientId, { stage, watch, clock: realClock }),
    clientCommands: (clientId) => {
      const state = stage.mtls.state();
      return state.state === 'running'
        ? writeClientFiles(clientId, {
            lab: stage.lab,
            mtls: state,
            folder: clientFolder,
            serverTrust: stage.serverTrust(),
            random,
          })
        : err({ code: 'mtls-not-running' });
    },
    snapshot: () => ({
      info,
      settings,
      policies: policies.book(),
      clock: clock.state(),
      certificates: objects.list(),
      flows: flows.list(everything, 0, firstPage),
      statistics: flows.statistics(),
      cacheStatistics: cachedAnswers.statistics(),
      lab: stage.lab.view(),
      faults: faultTable,
      signers: signerTable,
      mtls: mtls.view(),
      scenarios: scenarios.all,
      scenarioRun: scenarios.run(),
    }),
    setSettings: (wanted) => {
      const problems = findSettingsProblems(wanted);
      if (problems.length > 0) return err({ code: 'fields-invalid', problems });
      settings = wanted;
      storage.values.write('settings', settings);
      hub.emit({ type: 'settings-changed', settings });
      return ok(settings);
    },
    advanceClock: (byMs) => {
      clock.advance(byMs);
      return clockChanged();
    },
    resetClock: () => {
      clock.reset();
      return clockChanged();
    },
    commands: (flowId) => {
      const flow = flows.get(flowId);
      return flow.ok ? ok(flowCommands(flow.value)) : flow;
    },
    inspectMessage: ({ flowId, eventIndex }) => {
      const flow = flows.get(flowId);
      if (!flow.ok) return flow;
      const bytes = findMessage(flow.value, eventIndex);
      return bytes === null
        ? err({ code: 'not-found', what: 'message' })
        : ok(inspectObject(bytes, clock.now()));
    },
    inspect: (bytes) => inspectObject(bytes, clock.now()),
    openLab: async () => {
      const started = await lab.start();
      if (!started.ok) return;
      await mtls.start();
      const { state, settings: wanted } = mtls.view();
      // Another program has the port: for this run any free one serves as well.
      if (state.state !== 'failed' || state.error.code !== 'port-in-use') return;
      await mtls.setSettings({ ...wanted, port: 0 });
      await mtls.start();
    },
    close: async () => {
      scenarios.cancel();
      checks.cancelAll();
      await stage.stop();
      flows.flush();
      cachedAnswers.flush();
      persistence.flush();
      http.close();
      storage.flows.purgeHidden();
      storage.close();
    },
  };
}
