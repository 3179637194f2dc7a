import type { FlowEvent, FlowStep } from '#shared/flow/flow.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { DurationMs } from '#shared/model/time.ts';

/** Gives each step its time since the flow began and hands it on as it happens. */
export interface FlowRecorder {
  record(step: FlowStep): void;
  elapsedMs(): DurationMs;
}

/** Starts the stop-watch of one flow. */
export function createFlowRecorder(clock: Clock, emit: (event: FlowEvent) => void): FlowRecorder {
  const startedAt = clock.monotonic();
  const elapsedMs = () => clock.monotonic() - startedAt;
  return {
    record: (step) => emit({ atMs: elapsedMs(), step }),
    elapsedMs,
  };
}
