import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import { coalesce } from '#engine/ask/transport/coalesce.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { createMemoryKeyFiles } from '#lab/ca/key-files.ts';
import { createMemoryLabStorage } from '#lab/ca/lab-state.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { AdjustableClock } from '#workbench/adjustable-clock.ts';
import { createStage, type Stage } from '#workbench/stage.ts';
import type { CliEnvironment } from '../environment.ts';
import { createNetworkTransport } from '../network-transport.ts';
import type { FlowLog } from './flow-log.ts';
import type { LabFolder } from './lab-folder.ts';
import type { OwnCertificates } from './own-certificates.ts';
import type { ServePlan } from './serve-options.ts';

/** All that a run of `serve` rests on. */
export interface ServeScript {
  readonly plan: ServePlan;
  readonly own: OwnCertificates;
  /** null where there is no lab. */
  readonly folder: LabFolder | null;
  /** The program as which the server decides; null where it decides as we do. */
  readonly decideAs: SetJudge | null;
  readonly log: FlowLog;
  readonly environment: CliEnvironment;
  /** By which lab and server judge; `revoscope lab clock` advances it. */
  readonly clock: AdjustableClock;
}

/** The policy that every client is judged by. */
export function policyOf({ plan, own }: Pick<ServeScript, 'plan' | 'own'>): Policy {
  return { ...plan.policy, responderCertificate: own.responderCertificate };
}

/** Sets up server and lab; nothing listens yet. */
export function createServeStage(script: ServeScript): {
  readonly stage: Stage;
  readonly close: () => Promise<void>;
} {
  const { plan, own, folder, log, environment, clock } = script;
  const { random, version } = environment;
  const http = createNetworkTransport(plan.network, { clock: environment.clock, version });
  const policy = policyOf(script);
  const stage = createStage({
    dependencies: { clock, random, transport: coalesce(http), cache: createMemoryCache() },
    flows: log.flows,
    policy: () => policy,
    lab: {
      // Without a folder there is no lab: it is never started, and so keeps nothing.
      storage: folder?.storage ?? createMemoryLabStorage(),
      keyFiles: folder?.keyFiles ?? createMemoryKeyFiles(),
      firstPorts: { responder: 0, backup: 0 },
      ...(plan.lab === null ? {} : { portWishes: plan.lab.ports }),
      onChange: () => {},
      onExchange: () => {},
    },
    mtls: {
      settings: () => plan.settings,
      trustAnchors: createAnchors(own.clientCas),
      identity: () => own.identity,
      decideAs: () => script.decideAs,
      onStateChange: () => {},
      onHandshakeFailure: (failure) => log.handshakeFailed(failure),
    },
  });
  return {
    stage,
    close: async () => {
      await stage.stop();
      http.close();
    },
  };
}

/** The lab's root and the person's own CAs, the same list while the root is the same. */
function createAnchors(own: readonly Certificate[]) {
  let last: { readonly labRoot: Certificate | null; readonly list: readonly Certificate[] } = {
    labRoot: null,
    list: own,
  };
  return (labRoot: Certificate | null): readonly Certificate[] => {
    if (last.labRoot !== labRoot) {
      last = { labRoot, list: labRoot === null ? own : [labRoot, ...own] };
    }
    return last.list;
  };
}
