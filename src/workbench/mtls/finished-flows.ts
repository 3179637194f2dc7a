import type { MtlsFlows } from '#mtls/judge.ts';
import type { Flow, FlowEvent } from '#shared/flow/flow.ts';
import type { Flows } from '../flows.ts';

/** The flows of an mTLS server on their way to the others, with an eye on those that end. */
export interface FinishedFlows extends MtlsFlows {
  /** Tells whenever a flow has ended; one listener. */
  onFinished(listener: () => void): void;
  /** The next flow on a client's connection to end from now on; null if none does within the time. */
  next(peerAddress: string, withinMs: number): Promise<Flow | null>;
}

/** Passes flows on; `rename` gives them another source (a scenario's). */
export function followFinishedFlows(
  flows: Flows,
  rename: Flow['source'] | null = null,
): FinishedFlows {
  const waiting = new Set<{
    readonly peerAddress: string;
    readonly done: (flow: Flow) => void;
  }>();
  let tell = () => {};
  return {
    onFinished: (listener) => {
      tell = listener;
    },
    begin: (source, policy) => {
      const writer = flows.begin(rename ?? source, policy);
      let peerAddress: string | null = null;
      return {
        id: writer.id,
        record: (event) => {
          peerAddress ??= peerAddressIn(event);
          writer.record(event);
        },
        finish: (outcome) => {
          const flow = writer.finish(outcome);
          tell();
          for (const waiter of waiting) {
            if (waiter.peerAddress !== peerAddress) continue;
            waiting.delete(waiter);
            waiter.done(flow);
          }
        },
      };
    },
    next: (peerAddress, withinMs) =>
      new Promise((resolve) => {
        const waiter = {
          peerAddress,
          done: (flow: Flow) => {
            clearTimeout(timer);
            resolve(flow);
          },
        };
        const timer = setTimeout(() => {
          waiting.delete(waiter);
          resolve(null);
        }, withinMs);
        // Nobody need stay for a flow that does not come.
        timer.unref();
        waiting.add(waiter);
      }),
  };
}

function peerAddressIn({ step }: FlowEvent): string | null {
  return step.type === 'certificate-presented' ? (step.connection?.peerAddress ?? null) : null;
}
