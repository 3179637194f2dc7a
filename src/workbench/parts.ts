import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import type { ResponseCache } from '#engine/ask/ports.ts';
import { coalesce } from '#engine/ask/transport/coalesce.ts';
import { createHttpTransport, type HttpTransport } from '#engine/ask/transport/http-transport.ts';
import { labIds } from '#lab/ca/first-certificates.ts';
import type { KeyFiles } from '#lab/ca/key-files.ts';
import { createLabStorage } from '#lab/ca/read-lab-state.ts';
import type { LabPorts } from '#shared/model/lab.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import type { AppInfo } from '#shared/model/settings.ts';
import { type AdjustableClock, createAdjustableClock } from './adjustable-clock.ts';
import { type CachePersistence, createCachePersistence } from './cache-persistence.ts';
import { type CachedAnswers, createCachedAnswers } from './cached-answers.ts';
import { type Cases, createCases, readCertificates } from './cases/cases.ts';
import { inputsWithCases } from './cases/inputs-with-cases.ts';
import { type Checks, createChecks } from './checks.ts';
import { createEventHub, createThrottle, type EventHub } from './events.ts';
import { createExposures, type Exposures } from './exposure/exposures.ts';
import { createFlows, type Flows } from './flows.ts';
import { createExchanges } from './lab/exchanges.ts';
import { createLabCommands, type LabCommands } from './lab/lab-commands.ts';
import { createMatrixRuns, type MatrixRuns } from './matrix/matrix-runs.ts';
import { type FinishedFlows, followFinishedFlows } from './mtls/finished-flows.ts';
import { createMtlsCommands, type MtlsCommands } from './mtls/mtls-commands.ts';
import { createOtherJudge } from './mtls/other-judge.ts';
import { recordHandshake } from './mtls/record-handshake.ts';
import { noSecretStore, type SecretStore } from './objects/kept-secrets.ts';
import {
  createLoadedCertificates,
  type LoadedCertificates,
} from './objects/loaded-certificates.ts';
import { createInputs, type Inputs } from './objects/open-inputs.ts';
import { createOpenObjects, type OpenObjects } from './objects/open-objects.ts';
import { createServerVisits, type ServerVisits } from './objects/server-visits.ts';
import { createPolicies, type Policies } from './policies.ts';
import { createResponderCards, type ResponderCards } from './responder-card/responder-cards.ts';
import { createScenarioRuns, type ScenarioRuns } from './scenarios/scenario-runs.ts';
import { createSettings, type SettingsKeeper } from './settings.ts';
import { createStage, type Stage } from './stage.ts';
import type { Storage } from './storage.ts';
import { readMtls, readPolicies } from './stored-values.ts';
import { createSweepRuns, type SweepRuns } from './sweep/sweep-runs.ts';
import { createWhatIf, type WhatIf } from './what-if/what-if.ts';

/** What a workbench is made with: all that is outside of it. */
export interface WorkbenchOptions {
  readonly storage: Storage;
  /** Where the lab's private keys are kept. */
  readonly keyFiles: KeyFiles;
  /** Where the files of lab clients are written for other programs. */
  readonly clientFolder: string;
  /** The file that holds the results of a sweep, and from which it goes on. */
  readonly sweepFile: string;
  /** The responders' ports of a new lab; 0 takes any that is free. */
  readonly labPorts: LabPorts;
  /** Where the system keeps secrets; nothing is kept without it. */
  readonly secrets?: SecretStore;
  readonly realClock: Clock;
  readonly random: RandomBytes;
  readonly info: AppInfo;
}

/** The parts of a workbench, each of which knows those that it asks; who is told what is connected afterwards. */
export interface Parts {
  readonly hub: EventHub;
  readonly clock: AdjustableClock;
  readonly settings: SettingsKeeper;
  readonly http: HttpTransport;
  readonly cache: ResponseCache;
  readonly cachedAnswers: CachedAnswers;
  readonly persistence: CachePersistence;
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
  readonly servers: ServerVisits;
  readonly inputs: Inputs;
  readonly flows: Flows;
  readonly policies: Policies;
  readonly checks: Checks;
  readonly finishedFlows: FinishedFlows;
  readonly stage: Stage;
  readonly mtls: MtlsCommands;
  readonly lab: LabCommands;
  readonly cases: Cases;
  readonly scenarios: ScenarioRuns;
  readonly exposures: Exposures;
  readonly whatIf: WhatIf;
  readonly matrix: MatrixRuns;
  readonly responderCards: ResponderCards;
  readonly sweeps: SweepRuns;
}

const tellInterval = 50;

/** Builds every part, and tells each of the others that it serves. */
export function buildParts(options: WorkbenchOptions): Parts {
  const { storage, realClock, random } = options;
  const hub = createEventHub();
  const clock = createAdjustableClock(realClock);
  const settings = createSettings({ storage, hub, realClock });
  const http = createHttpTransport({
    clock: realClock,
    network: () => settings.current().network,
    proxy: () => settings.current().proxy,
    version: options.info.version,
  });
  const transport = coalesce(http);
  const persistence = createCachePersistence(storage.cache);
  const cache = createMemoryCache({
    coalescedCount: () => transport.coalescedCount(),
    onChange: (change) => {
      persistence.follow(change);
      cachedAnswers.changed();
    },
  });
  const cachedAnswers = createCachedAnswers({ cache, hub, random });
  const certificates = createLoadedCertificates({ storage: storage.certificates, hub, clock });
  const objects = createOpenObjects({
    certificates,
    secrets: options.secrets ?? noSecretStore,
    hub,
    clock,
  });
  const flows = createFlows({ storage: storage.flows, hub, clock, random });
  const policies = createPolicies({
    stored: readPolicies(storage.values),
    write: (list) => storage.values.write('policies', list),
    hub,
    random,
  });
  const policy = () => policies.current();
  const dependencies = { clock, random, transport, cache };
  const finishedFlows = followFinishedFlows(flows);
  const otherJudge = createOtherJudge(storage.values);
  const mtls = createMtlsCommands({
    mtls: () => stage.mtls,
    certificates,
    hub,
    clock,
    stored: readMtls(storage.values),
    write: (kept) => {
      storage.values.write('mtls-settings', kept.settings);
      storage.values.write('mtls-trust', kept.trust);
    },
    labSubject: () => stage.lab.ca.nameOf(labIds.server),
    otherJudge,
  });
  finishedFlows.onFinished(mtls.changed);
  const exchanges = createExchanges(hub);
  const labChanged = createThrottle(() => {
    hub.emit({ type: 'lab-changed', lab: stage.lab.view() });
    // A lab that was reset has another root and another server certificate.
    void stage.mtls.refresh();
  }, tellInterval);
  const stage = createStage({
    dependencies,
    flows: finishedFlows,
    policy,
    lab: {
      storage: createLabStorage(storage.values),
      keyFiles: options.keyFiles,
      firstPorts: options.labPorts,
      onChange: labChanged.request,
      onExchange: exchanges.add,
    },
    mtls: {
      settings: mtls.settings,
      trustAnchors: mtls.trustAnchors,
      identity: mtls.identity,
      decideAs: otherJudge.judge,
      onStateChange: mtls.changed,
      onHandshakeFailure: (failure) => {
        mtls.handshakeFailed(failure);
        recordHandshake(failure, { flows, policy: policies.current() });
      },
      onConnectionsChange: mtls.changed,
      onCut: mtls.cut,
    },
  });
  const cases = createCases({
    ...{ flows, hub, clock, random, policy },
    offsetMs: () => clock.state().offsetMs,
    certificates: () => [
      ...certificates.fingerprints().flatMap((fingerprint) => certificates.find(fingerprint) ?? []),
      ...readCertificates(stage.lab.ca.certificates().map(({ der }) => der)),
    ],
  });
  return {
    ...{ hub, clock, settings, http, cache, cachedAnswers, persistence, flows, policies },
    ...{ certificates, objects, cases, finishedFlows, mtls, stage },
    inputs: inputsWithCases(createInputs({ certificates, objects, hub, clock: realClock }), cases),
    servers: createServerVisits({
      ...{ certificates, objects, flows, policy, clock, realClock },
      network: settings.current,
    }),
    checks: createChecks({ certificates, flows, policy, dependencies }),
    lab: createLabCommands({
      lab: stage.lab,
      certificates,
      random,
      onRevocation: ({ fingerprint }) => void stage.mtls.recheckConnections({ fingerprint }),
    }),
    responderCards: createResponderCards({
      ...{ certificates, ca: stage.lab.ca, transport: http, hub, clock, random },
    }),
    sweeps: createSweepRuns({
      ...{ certificates, ca: stage.lab.ca, transport: http, policy, hub, clock },
      path: options.sweepFile,
      values: storage.values,
    }),
    matrix: createMatrixRuns({
      ...{ lab: stage.lab, transport: http, policy, hub, realClock, random },
      network: () => settings.current().network,
      values: storage.values,
    }),
    exposures: createExposures({
      ...{ realClock, random, transport },
      network: () => settings.current().network,
    }),
    whatIf: createWhatIf({ flows, hub, clock: realClock }),
    scenarios: createScenarioRuns({
      context: { realClock, random, transport, flows },
      onChange: (run) => hub.emit({ type: 'scenarios-changed', run }),
    }),
  };
}
