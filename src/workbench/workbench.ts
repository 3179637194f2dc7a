import { createMemoryCache } from '#engine/cache/memory-cache.ts';
import type { Clock, RandomBytes } from '#engine/ports.ts';
import { coalesce } from '#engine/transport/coalesce.ts';
import { createHttpTransport } from '#engine/transport/http-transport.ts';
import { inspectObject } from '#inspect/inspect-object.ts';
import type { FlowCommands, MessageReference, Snapshot } from '#shared/ipc/api.ts';
import type { IpcError } from '#shared/ipc/error.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { AppInfo, ClockState, Settings } from '#shared/model/settings.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { createAdjustableClock } from './adjustable-clock.ts';
import { type CacheDesk, createCacheDesk } from './cache-desk.ts';
import { createCachePersistence } from './cache-persistence.ts';
import { type CertificateShelf, createCertificateShelf } from './certificate-shelf.ts';
import { type CheckRunner, createCheckRunner } from './check-runner.ts';
import { createEventHub, type EventHub } from './events.ts';
import { createFlowBook, type FlowBook } from './flow-book.ts';
import { flowCommands } from './flow-commands.ts';
import { messageOf } from './flow-message.ts';
import { createPolicyDesk, type PolicyDesk } from './policy-desk.ts';
import type { Storage } from './storage.ts';
import { readPolicies, readSettings } from './stored-values.ts';
import { findSettingsProblems } from './validate-policy.ts';

/** The application without a window: commands in, events out. */
export interface Workbench {
  readonly hub: EventHub;
  readonly shelf: CertificateShelf;
  readonly policies: PolicyDesk;
  readonly checks: CheckRunner;
  readonly flows: FlowBook;
  readonly cache: CacheDesk;
  snapshot(): Snapshot;
  setSettings(settings: Settings): Result<Settings, IpcError>;
  advanceClock(byMs: DurationMs): ClockState;
  resetClock(): ClockState;
  commands(flowId: string): Result<FlowCommands, IpcError>;
  inspectMessage(reference: MessageReference): Result<InspectedObject, IpcError>;
  inspect(bytes: Uint8Array): InspectedObject;
  /** Ends what runs and writes down what is not yet written. */
  close(): void;
}

const firstPage = 200;
const everything = { statuses: null, sources: null, text: '' };

/** Wires the engine to a storage, a real clock and a source of randomness. */
export function createWorkbench({
  storage,
  realClock,
  random,
  info,
}: {
  readonly storage: Storage;
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
  const checks = createCheckRunner({
    shelf,
    flows,
    policy: () => policies.current(),
    dependencies: { clock, random, transport, cache },
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
    snapshot: () => ({
      info,
      settings,
      policies: policies.book(),
      clock: clock.state(),
      certificates: shelf.list(),
      flows: flows.list(everything, 0, firstPage),
      statistics: flows.statistics(),
      cacheStatistics: cacheDesk.statistics(),
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
    close: () => {
      checks.cancelAll();
      flows.flush();
      cacheDesk.flush();
      persistence.flush();
      http.close();
      storage.flows.purgeHidden();
      storage.close();
    },
  };
}
