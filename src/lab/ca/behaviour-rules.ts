import type { LabError, ResponderBehaviour } from '#shared/model/lab.ts';
import { describeFault } from '../faults/registry.ts';

const maxLatencyMs = 60_000;
const maxNextUpdateSeconds = 10 * 365 * 86_400;

/** What is wrong with a behaviour that is to hold for the whole responder or for one certificate; null if nothing is. */
export function flawOfBehaviour(
  behaviour: ResponderBehaviour,
  reach: 'responder' | 'certificate',
): LabError | null {
  const { nextUpdateSeconds, latencyMs, fault } = behaviour;
  if (nextUpdateSeconds !== null && !isWithin(nextUpdateSeconds, 1, maxNextUpdateSeconds)) {
    const detail = `whole seconds from 1 to ${maxNextUpdateSeconds}, or none`;
    return { code: 'behaviour-invalid', field: 'nextUpdateSeconds', detail };
  }
  if (!isWithin(latencyMs, 0, maxLatencyMs)) {
    const detail = `whole milliseconds from 0 to ${maxLatencyMs}`;
    return { code: 'behaviour-invalid', field: 'latencyMs', detail };
  }
  const isForAll = fault !== null && describeFault(fault).scope === 'responder';
  return isForAll && reach === 'certificate' ? { code: 'fault-is-for-all', fault } : null;
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
