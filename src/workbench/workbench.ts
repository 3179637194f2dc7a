import { createMemoryCache } from '#engine/cache/memory-cache.ts';
import type { Clock, RandomBytes } from '#engine/ports.ts';
import { coalesce } from '#engine/transport/coalesce.ts';
import { createHttpTransport } from '#engine/transport/http-transport.ts';
import { inspectObject } from '#inspect/inspect-object.ts';
import { labIds } from '#lab/ca/first-certificates.ts';
import type { KeyFiles } from '#lab/ca/key-files.ts';
import { createLabStorage } from '#lab/ca/read-lab-state.ts';
import { faultTable, signerTable } from '#lab/faults/fault-table.ts';
import type { FlowCommands, MessageReference, Snapshot } from '#shared/ipc/api.ts';
import type { IpcError } from '#shared/ipc/error.ts';
import type { ClientCommands } from '#shared/model/gate.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { LabPorts } from '#shared/model/lab.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { AppInfo, ClockState, Settings } from '#shared/model/settings.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { createAdjustableClock } from './adjustable-clock.ts';
import { type CacheDesk, createCacheDesk } from './cache-desk.ts';
import { createCachePersistence } from './cache-persistence.ts';
import { type CertificateShelf, createCertificateShelf } from './certificate-shelf.ts';
import { type CheckRunner, createCheckRunner } from './check-runner.ts';
import { createEventHub, createThrottle, type EventHub } from './events.ts';
import { createFlowBook, type FlowBook } from './flow-book.ts';
import { flowCommands } from './flow-commands.ts';
import { messageOf } from './flow-message.ts';
import { type ClientVisit, visitAsLabClient } from './gate/client-desk.ts';
import { writeClientFiles } from './gate/client-files.ts';
import { createFlowWatch } from './gate/flow-watch.ts';
import { createGateDesk, type GateDesk } from './gate/gate-desk.ts';
import { createExchangeFeed } from './lab/exchange-feed.ts';
import { createLabDesk, type LabDesk } from './lab/lab-desk.ts';
import { createPolicyDesk, type PolicyDesk } from './policy-desk.ts';
import { createScenarioDesk, type ScenarioDesk } from './scenarios/scenario-desk.ts';
import { createStage, type Stage } from './stage.ts';
import type { Storage } from './storage.ts';
import { readGate, readPolicies, readSettings } from './stored-values.ts';
import { findSettingsProblems } from './validate-policy.ts';

/** The application without a window: commands in, events out. */
export interface Workbench {
  readonly hub: EventHub;
  readonly shelf: CertificateShelf;
  readonly policies: PolicyDesk;
  readonly checks: CheckRunner;
  readonly flows: FlowBook;
  readonly cache: CacheDesk;
  readonly lab: LabDesk;
  readonly gate: GateDesk;
  readonly scenarios: ScenarioDesk;
  readonly stage: Stage;
  /** Visits the mTLS server with the built-in client as a lab client; null presents no certificate. */
  authenticate(clientId: string | null): Promise<Result<ClientVisit, IpcError>>;
  /** Writes a lab client's files and says the commands that present them to the running server. */
  clientCommands(clientId: string): Result<ClientCommands, IpcError>;
  snapshot(): Snapshot;
  setSettings(settings: Settings): Result<Settings, IpcError>;
  advanceClock(byMs: DurationMs): ClockState;
  resetClock(): ClockState;
  commands(flowId: string): Result<FlowCommands, IpcError>;
  inspectMessage(reference: MessageReference): Result<InspectedObject, IpcError>;
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
      cacheDesk.changed();
    },
  });
  const cacheDesk = createCacheDesk({ cache, hub, random });
  for (const entry of storage.cache.load()) cache.store(entry);
  isRestored = true;

  const shelf = createCertificateShelf({ storage: storage.certificates, hub, clock });
  const flows = createFlowBook({ storage: storage.flows, hub, clock, random });
  const policies = createPolicyDesk({
    stored: readPolicies(storage.values),
    write: (book) => storage.values.write('policies', book),
    hub,
    random,
  });
  const dependencies = { clock, random, transport, cache };
  const checks = createCheckRunner({
    shelf,
    flows,
    policy: () => policies.current(),
    dependencies,
  });

  const labChanged = createThrottle(
    () => hub.emit({ type: 'lab-changed', lab: stage.lab.view() }),
    tellInterval,
  );
  const exchanges = createExchangeFeed(hub);
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
        gateRefresh.request();
      },
      onExchange: (exchange) => exchanges.add(exchange),
    },
    gate: {
      settings: () => gate.settings(),
      trustAnchors: (labRoot) => gate.trustAnchors(labRoot),
      identity: () => gate.identity(),
      onStateChange: () => gate.changed(),
      onHandshakeFailure: (failure) => gate.handshakeFailed(failure),
    },
  });
  /** A lab that was reset has another root and another server certificate. */
  const gateRefresh = createThrottle(() => void stage.gate.refresh(), tellInterval);
  const gate: GateDesk = createGateDesk({
    gate: () => stage.gate,
    shelf,
    hub,
    stored: readGate(storage.values),
    write: ({ settings: kept, trust }) => {
      storage.values.write('gate-settings', kept);
      storage.values.write('gate-trust', trust);
    },
    labSubject: () => stage.lab.ca.nameOf(labIds.server),
  });
  const lab = createLabDesk({
    lab: stage.lab,
    shelf,
    random,
    onRevocation: ({ fingerprint }) => void stage.gate.recheckConnections({ fingerprint }),
  });
  const scenarios = createScenarioDesk({
    context: { realClock, random, transport, flows },
    onChange: (run) => hub.emit({ type: 'scenarios-changed', run }),
  });

  const clockChanged = (): ClockState => {
    const state = clock.state();
    hub.emit({ type: 'clock-changed', clock: state });
    cacheDesk.changed();
    return state;
  };

  return {
    hub,
    shelf,
    policies,
    checks,
    flows,
    cache: cacheDesk,
    lab,
    gate,
    scenarios,
    stage,
    authenticate: (clientId) => visitAsLabClient(clientId, { stage, watch, clock: realClock }),
    clientCommands: (clientId) => {
      const state = stage.gate.state();
      return state.state === 'running'
        ? writeClientFiles(clientId, {
            lab: stage.lab,
            gate: state,
            folder: clientFolder,
            serverTrust: stage.serverTrust(),
            random,
          })
        : err({ code: 'refused', message: 'The mTLS server is not running; start it first.' });
    },
    snapshot: () => ({
      info,
      settings,
      policies: policies.book(),
      clock: clock.state(),
      certificates: shelf.list(),
      flows: flows.list(everything, 0, firstPage),
      statistics: flows.statistics(),
      cacheStatistics: cacheDesk.statistics(),
      lab: stage.lab.view(),
      faults: faultTable,
      signers: signerTable,
      gate: gate.view(),
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
      const bytes = messageOf(flow.value, eventIndex);
      return bytes === null
        ? err({ code: 'not-found', what: 'A message in this step' })
        : ok(inspectObject(bytes, clock.now()));
    },
    inspect: (bytes) => inspectObject(bytes, clock.now()),
    openLab: async () => {
      const started = await lab.start();
      if (!started.ok) return;
      await gate.start();
      const { state, settings: wanted } = gate.view();
      // Another program has the port: for this run any free one serves as well.
      if (state.state !== 'failed' || state.error.code !== 'port-in-use') return;
      await gate.setSettings({ ...wanted, port: 0 });
      await gate.start();
    },
    close: async () => {
      scenarios.cancel();
      checks.cancelAll();
      await stage.stop();
      flows.flush();
      cacheDesk.flush();
      persistence.flush();
      http.close();
      storage.flows.purgeHidden();
      storage.close();
    },
  };
}
