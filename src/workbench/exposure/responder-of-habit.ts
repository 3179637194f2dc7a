import type { Transport } from '#engine/ask/ports.ts';
import type { ResponderHabits } from '#shared/model/exposure.ts';
import { ok } from '#shared/model/result.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';

/** The way to the lab's responder, with the habits of another one on it. */
export interface ResponderOfHabit extends Transport {
  /** Another certificate: the answers of before are forgotten. */
  begin(): void;
  /** From now on old answers come again, where that is the habit. */
  revoked(): void;
}

export function createResponderOfHabit(
  transport: Transport,
  { oldAnswers }: Pick<ResponderHabits, 'oldAnswers'>,
): ResponderOfHabit {
  let old: HttpResponseRecord | null = null;
  let isRevoked = false;
  return {
    prepare: (request) => transport.prepare(request),
    exchange: async (request, signal) => {
      if (isRevoked && old !== null && oldAnswers === 'come-again') {
        // Octets of their own, as each answer from the network has: what is kept knows its answer by them.
        return ok({ ...old, body: old.body.slice() });
      }
      const exchanged = await transport.exchange(request, signal);
      if (exchanged.ok && !isRevoked) old = exchanged.value;
      return exchanged;
    },
    begin: () => {
      old = null;
      isRevoked = false;
    },
    revoked: () => {
      isRevoked = true;
    },
  };
}
