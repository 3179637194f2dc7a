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

/**
 * Finds the exchange of a flow that its certificate was judged by: the last, where responders were asked in turn.
 * All null where no message left.
 */
export function findExchange(events: readonly FlowEvent[]): Exchange {
  const attempt = judgedAttempt(events);
  const received = findStep(attempt, 'response-received');
  const failed = findStep(attempt, 'exchange-failed');
  return {
    request: findStep(attempt, 'request-sent')?.request ?? null,
    response: received?.response ?? failed?.response ?? null,
    error: failed?.error ?? null,
  };
}

/** The steps that the certificate was judged by, where responders were asked in turn: from the last URI on, without those of the CAs above. */
export function judgedAttempt(events: readonly FlowEvent[]): readonly FlowEvent[] {
  const ca = findStepIndex(events, 'intermediate-reached');
  const own = ca === -1 ? events : events.slice(0, ca);
  const start = own.findLastIndex(({ step }) => step.type === 'responder-uri-chosen');
  return own.slice(Math.max(0, start));
}
