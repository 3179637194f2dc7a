import type { MtlsFlows } from '#mtls/judge.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { Flows } from '../flows.ts';

/** The flows of an mTLS server on their way into the book, with an eye on those that end. */
export interface FlowWatch extends MtlsFlows {
  /** The next flow of this source to end from now on; null if none does within the time. */
  next(source: Flow['source'], withinMs: number): Promise<Flow | null>;
}

/** Passes flows on to the book; `rename` gives them another source (a scenario's). */
export function createFlowWatch(book: Flows, rename: Flow['source'] | null = null): FlowWatch {
  const waiting = new Set<{
    readonly source: Flow['source'];
    readonly done: (flow: Flow) => void;
  }>();
  return {
    begin: (source, policy) => {
      const writer = book.begin(rename ?? source, policy);
      return {
        id: writer.id,
        record: (event) => writer.record(event),
        finish: (outcome) => {
          const flow = writer.finish(outcome);
          for (const waiter of waiting) {
            if (waiter.source !== source) continue;
            waiting.delete(waiter);
            waiter.done(flow);
          }
        },
      };
    },
    next: (source, withinMs) =>
      new Promise((resolve) => {
        const waiter = {
          source,
          done: (flow: Flow) => {
            clearTimeout(timer);
            resolve(flow);
          },
        };
        const timer = setTimeout(() => {
          waiting.delete(waiter);
          resolve(null);
        }, withinMs);
        waiting.add(waiter);
      }),
  };
}
