import type { Transport } from '#engine/ask/ports.ts';
import { exposureOf } from '#engine/judge/exposure/exposure.ts';
import type { Exposure, ExposureHabits, MeasuredExposure } from '#shared/model/exposure.ts';
import type { NetworkMode, Policy } from '#shared/model/policy.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import { findPolicyProblems } from '../validate-policy.ts';
import { measureExposure } from './measure-exposure.ts';

/** How long a revoked certificate is still admitted, reckoned and measured. */
export interface Exposures {
  reckon(policy: Policy, habits: ExposureHabits): Result<Exposure, WorkbenchError>;
  /** On a lab and a server of its own; one at a time. */
  measure(
    policy: Policy,
    habits: ExposureHabits,
  ): Promise<Result<MeasuredExposure, WorkbenchError>>;
  cancel(): void;
}

export function createExposures({
  realClock,
  random,
  transport,
  network,
}: {
  readonly realClock: Clock;
  readonly random: RandomBytes;
  readonly transport: Transport;
  readonly network: () => NetworkMode;
}): Exposures {
  let running: AbortController | null = null;
  const refused = (message: string) => err<WorkbenchError>({ code: 'not-finished', message });
  return {
    reckon: (policy, habits) => {
      const problems = findPolicyProblems(policy);
      return problems.length > 0
        ? err({ code: 'fields-invalid', problems })
        : ok(exposureOf(policy, habits));
    },
    measure: async (policy, habits) => {
      const problems = findPolicyProblems(policy);
      if (problems.length > 0) return err({ code: 'fields-invalid', problems });
      if (running !== null) return refused('It is being measured already.');
      if (network() === 'offline') {
        return refused(
          'The network is switched off, for this machine as well: nothing can be asked.',
        );
      }
      const controller = new AbortController();
      running = controller;
      try {
        const { signal } = controller;
        const given = { policy, habits, clock: realClock, random, transport, signal };
        const measured = await measureExposure(given);
        if (measured.ok) return measured;
        const { error } = measured;
        return refused(error.code === 'cancelled' ? 'Cancelled.' : error.message);
      } finally {
        running = null;
      }
    },
    cancel: () => running?.abort(),
  };
}
