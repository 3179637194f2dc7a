import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import type { EngineDependencies, Transport } from '#engine/ask/ports.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { createMemoryKeyFiles } from '#lab/ca/key-files.ts';
import { createMemoryLabStorage } from '#lab/ca/lab-state.ts';
import { type ClientLine, openLine } from '#mtls/client/client-line.ts';
import type { ClientIdentity } from '#mtls/client/client-options.ts';
import type { MtlsFlows } from '#mtls/judge.ts';
import type { ClientReport, MtlsSettings } from '#shared/model/mtls.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, type Result } from '#shared/model/result.ts';
import { clientTimeoutMs } from './mtls/client-visit.ts';
import { createStage, type Stage } from './stage.ts';

/** What a stage needs that disturbs nothing: lab, keys and cache are in memory, the ports any that are free. */
export interface OwnStageOptions {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly transport: Transport;
  readonly flows: MtlsFlows;
  readonly policy: (stage: Stage) => Policy;
  readonly settings: () => MtlsSettings;
  /** The program that decides in our place; without it, we do. */
  readonly decideAs?: () => SetJudge | null;
  readonly onExchange?: () => void;
}

/** A stage that is thrown away after use, with its cache. */
export interface OwnStage {
  readonly stage: Stage;
  readonly cache: EngineDependencies['cache'];
}

export function createStageOfItsOwn(options: OwnStageOptions): OwnStage {
  const { clock, random, transport, flows, onExchange = () => {} } = options;
  const cache = createMemoryCache();
  const stage: Stage = createStage({
    dependencies: { clock, random, transport, cache },
    flows,
    policy: () => options.policy(stage),
    lab: {
      storage: createMemoryLabStorage(),
      keyFiles: createMemoryKeyFiles(),
      firstPorts: { responder: 0, backup: 0 },
      onChange: () => {},
      onExchange,
    },
    mtls: {
      settings: options.settings,
      decideAs: () => options.decideAs?.() ?? null,
      onStateChange: () => {},
      onHandshakeFailure: () => {},
    },
  });
  return { stage, cache };
}

/** A connection of the built-in client to the server of a stage; the error is null where that does not run. */
export function connectTo(
  stage: Stage,
  {
    identity,
    session = null,
    clock,
  }: {
    readonly identity: ClientIdentity | null;
    readonly session?: Uint8Array | null;
    /** The true one: it times the connection. */
    readonly clock: Clock;
  },
): Promise<Result<ClientLine, ClientReport | null>> {
  const state = stage.mtls.state();
  if (state.state !== 'running') return Promise.resolve(err(null));
  return openLine({
    host: state.host,
    port: state.port,
    identity,
    trustedPem: stage.serverTrust(),
    protocol: 'any',
    session,
    timeoutMs: clientTimeoutMs,
    clock,
    onConnected: (socket) => stage.ownConnections.add(socket),
  });
}
