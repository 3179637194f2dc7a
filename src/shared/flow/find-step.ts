import type { HttpRequestRecord, HttpResponseRecord, TransportError } from '../model/transport.ts';
import type { FlowEvent, FlowStep } from './flow.ts';

/** The steps of one kind. */
export type StepOf<T extends FlowStep['type']> = Extract<FlowStep, { readonly type: T }>;

/** The first step of a kind; null where the flow has none. */
export function findStep<T extends FlowStep['type']>(
  events: readonly FlowEvent[],
  type: T,
): StepOf<T> | null {
  for (const { step } of events) if (isOfType(step, type)) return step;
  return null;
}

/** Where the first step of a kind stands among the events; -1 where there is none. */
export function findStepIndex(events: readonly FlowEvent[], type: FlowStep['type']): number {
  return events.findIndex(({ step }) => step.type === type);
}

function isOfType<T extends FlowStep['type']>(step: FlowStep, type: T): step is StepOf<T> {
  return step.type === type;
}

/** The HTTP exchange of a flow as far as it went, and why it was of no use. */
export interface Exchange {
  readonly request: HttpRequestRecord | null;
  readonly response: HttpResponseRecord | null;
  readonly error: TransportError | null;
}

/** Finds the exchange of a flow; all null where no message left. */
export function findExchange(events: readonly FlowEvent[]): Exchange {
  const received = findStep(events, 'response-received');
  const failed = findStep(events, 'exchange-failed');
  return {
    request: findStep(events, 'request-sent')?.request ?? null,
    response: received?.response ?? failed?.response ?? null,
    error: failed?.error ?? null,
  };
}
