import { randomUUID } from 'node:crypto';
import { authenticate } from '#engine/ask/authenticate.ts';
import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CliEnvironment } from '../environment.ts';
import type { PresentedFiles } from '../inputs/presentation.ts';
import { createNetworkTransport } from '../network-transport.ts';
import type { FinishedFlow } from '../report/verdict.ts';
import type { CheckPlan } from './check-plan.ts';

/** Asks about one certificate after another, over the same connections where it can. */
export interface Asker {
  readonly ask: (presented: PresentedFiles) => Promise<FinishedFlow>;
  /** The clock that it judges by. */
  readonly clock: Clock;
  readonly close: () => void;
}

/** Makes an asker that keeps no answers. */
export function createAsker(plan: CheckPlan, environment: CliEnvironment): Asker {
  const { policy, network } = plan;
  const { random, signal, version } = environment;
  const clock = clockAt(plan.at, environment.clock);
  const transport = createNetworkTransport(network, { clock, version });
  return {
    clock,
    ask: async ({ certificate, chain, trustAnchors, purpose }) => {
      const id = randomUUID();
      const events: FlowEvent[] = [];
      const startedAt = clock.now();
      const outcome = await authenticate(
        {
          ...{ certificate, presentedChain: chain, trustAnchors, purpose },
          ifNotTrusted: trustAnchors.length === 0 ? 'ask-all-the-same' : 'ask-nobody',
          connection: null,
        },
        {
          flowId: id,
          policy,
          signal,
          dependencies: { clock, random, transport, cache: createMemoryCache() },
          emit: (event) => events.push(event),
        },
      );
      return { id, source: 'check', startedAt, policy, events, outcome };
    },
    close: () => transport.close(),
  };
}

/** A clock that stood at `at` when it was made; the given one where there is no `at`. */
function clockAt(at: EpochMs | null, clock: Clock): Clock {
  if (at === null) return clock;
  const began = clock.monotonic();
  return { now: () => at + (clock.monotonic() - began), monotonic: clock.monotonic };
}
