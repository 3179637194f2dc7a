import type { FlowEvent, FlowStep } from '#shared/flow/flow.ts';
import type { HttpResponseRecord, TransportError } from '#shared/model/transport.ts';

type StepOf<T extends FlowStep['type']> = Extract<FlowStep, { readonly type: T }>;

/** The first step of a kind; null where the flow has none. */
export function stepOf<T extends FlowStep['type']>(
  events: readonly FlowEvent[],
  type: T,
): StepOf<T> | null {
  for (const { step } of events) if (isOfType(step, type)) return step;
  return null;
}

function isOfType<T extends FlowStep['type']>(step: FlowStep, type: T): step is StepOf<T> {
  return step.type === type;
}

/** What came of the exchange: the HTTP response as far as there was one, and why it was of no use. */
export interface ExchangeFacts {
  readonly response: HttpResponseRecord | null;
  readonly error: TransportError | null;
}

/** Finds the exchange of a flow. */
export function exchangeOf(events: readonly FlowEvent[]): ExchangeFacts {
  const received = stepOf(events, 'response-received');
  const failed = stepOf(events, 'exchange-failed');
  return { response: received?.response ?? failed?.response ?? null, error: failed?.error ?? null };
}
