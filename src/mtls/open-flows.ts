import type { MtlsFlows } from './judge.ts';

/** Flows, and a way to wait until none is open any more. */
export interface OpenFlows extends MtlsFlows {
  /** Resolves once no flow is open, or after `timeoutMs`. */
  settled(timeoutMs: number): Promise<void>;
}

/** Keeps count of the flows that are under way. */
export function countOpenFlows(flows: MtlsFlows): OpenFlows {
  let open = 0;
  let whenNone: (() => void) | null = null;
  return {
    begin: (source, policy) => {
      const flow = flows.begin(source, policy);
      open += 1;
      return {
        id: flow.id,
        record: (event) => flow.record(event),
        finish: (outcome) => {
          flow.finish(outcome);
          open -= 1;
          if (open === 0) whenNone?.();
        },
      };
    },
    settled: (timeoutMs) =>
      new Promise((resolve) => {
        if (open === 0) return resolve();
        const timer = setTimeout(resolve, timeoutMs);
        whenNone = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
