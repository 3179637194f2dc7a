import { setMaxListeners } from 'node:events';
import type { SweepResult } from '#shared/model/sweep.ts';
import { createAside } from './aside.ts';
import { keyOf } from './journal.ts';
import type { StreamedBlock } from './pem-stream.ts';
import { readAhead } from './read-ahead.ts';
import { ResponderLane } from './responder-lane.ts';
import { createRouter, describeItem } from './sweep-item.ts';
import type { SweepPlan, SweepPorts } from './sweep-plan.ts';

/** One block of an input, with where it stands. */
export interface SweepInput {
  readonly source: string;
  readonly number: number;
  readonly block: StreamedBlock;
}

export interface SweepOptions extends SweepPorts {
  readonly plan: SweepPlan;
  readonly inputs: AsyncIterable<SweepInput>;
  /** True for what an earlier run has a result of, by the key of `keyOf`. */
  readonly isDone: (key: string) => boolean;
  readonly onResult: (result: SweepResult) => void;
}

/** Full lanes of certificates that wait for one responder: past that, it has its share. */
const waitingPerLane = 4;
/** The most that wait for all of them: one that is silent must not keep the others from being asked. */
const waitingInAll = 2_000;

/**
 * Asks about every certificate of a stream, grouped by responder and issuer. Memory does not grow with their
 * number: reading waits while enough of them are under way.
 */
export async function runSweep(options: SweepOptions): Promise<'done' | 'cancelled'> {
  const { plan, inputs, isDone, onResult, clock, signal, control } = options;
  const aside = createAside(clock);
  const { route, prepare } = createRouter(plan, aside);
  // Each exchange under way listens for the end.
  setMaxListeners(0, signal);
  const lanes = new Map<string, ResponderLane>();
  signal.addEventListener('abort', () => waiting?.(), { once: true });
  const limit = plan.parallel * plan.batch * waitingPerLane;
  let waiting: (() => void) | null = null;
  const laneFor = (uri: string, issuer: SweepPlan['issuers'][number]): ResponderLane => {
    const key = `${issuer.facts.fingerprint} ${uri}`;
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const lane = new ResponderLane({
      uri,
      issuer,
      plan,
      ports: options,
      aside,
      onResult,
      onRoom: () => waiting?.(),
    });
    lanes.set(key, lane);
    return lane;
  };
  const isCrowded = () => {
    let all = 0;
    for (const { size } of lanes.values()) all += size;
    return all >= waitingInAll;
  };
  const room = async (lane: ResponderLane) => {
    while (lane.size >= limit && isCrowded() && !signal.aborted) {
      await new Promise<void>((resolve) => {
        waiting = resolve;
      });
    }
  };

  for await (const { input, decoded } of readAhead(inputs, prepare)) {
    const { source, number, block } = input;
    if (control.isPaused()) await control.going(signal);
    if (signal.aborted) return 'cancelled';
    if (decoded?.ok !== true) {
      const reason = block.kind === 'broken' ? block.message : (decoded?.error.message ?? '');
      const result = { ...unread(clock.now()), source, number, reason };
      if (!isDone(keyOf(result))) onResult(result);
      continue;
    }
    const item = { source, number, certificate: decoded.value };
    if (isDone(item.certificate.facts.fingerprint)) continue;
    const destination = route(item.certificate);
    if (destination.kind === 'unasked') {
      const { reason } = destination;
      onResult({ ...unread(clock.now()), ...describeItem(item), reason });
      continue;
    }
    const lane = laneFor(destination.uri, destination.issuer);
    if (lane.size >= limit) await room(lane);
    lane.add(item);
  }
  for (const lane of lanes.values()) lane.end();
  await Promise.all([...lanes.values()].map((lane) => lane.drained()));
  return signal.aborted ? 'cancelled' : 'done';
}

/** A certificate that nobody was asked about. */
function unread(at: number): SweepResult {
  return {
    source: '',
    number: 0,
    fingerprint: '',
    subject: '',
    issuer: '',
    serialNumber: '',
    notAfter: null,
    responder: null,
    status: 'indeterminate',
    reason: null,
    revokedAt: null,
    thisUpdate: null,
    nextUpdate: null,
    at,
    durationMs: 0,
    attempts: 0,
  };
}
