import type { FlowRow } from '#shared/flow/flow.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import { idleWhatIf, type WhatIfRow, type WhatIfRun, whatIfRows } from '#shared/model/what-if.ts';
import { createThrottle, type EventHub } from '../events.ts';
import type { Flows } from '../flows.ts';
import { judgeAgain } from './judge-again.ts';

/** Holds recorded flows, opened cases among them, against another policy, before that is put in force. Nothing is sent. */
export interface WhatIf {
  /** Begins anew, whatever was under way; `what-if-changed` tells how it goes. */
  start(policy: Policy): Promise<WhatIfRun>;
  cancel(): void;
  run(): WhatIfRun;
}

const everything = { statuses: null, sources: null, text: '' };
const pageSize = 500;
/** Work is done in slices of so long, and others get their turn between them. */
const sliceMs = 12;
const tellInterval = 100;

export function createWhatIf({
  flows,
  hub,
  clock,
}: {
  readonly flows: Flows;
  readonly hub: EventHub;
  readonly clock: Clock;
}): WhatIf {
  let run = idleWhatIf;
  let generation = 0;
  const tell = createThrottle(() => hub.emit({ type: 'what-if-changed', run }), tellInterval);
  const become = (next: WhatIfRun) => {
    run = next;
    tell.request();
  };

  const compare = async (policy: Policy, mine: number): Promise<WhatIfRun> => {
    // Whoever starts it can cancel it, however few flows there are.
    await othersTurn();
    if (mine !== generation) return run;
    const seen = new Set<string>();
    let sliceBegan = clock.monotonic();
    for (let offset = 0; ; offset += pageSize) {
      const page = flows.list(everything, offset, pageSize);
      if (page.rows.length === 0) break;
      for (const row of page.rows) {
        if (clock.monotonic() - sliceBegan > sliceMs) {
          await othersTurn();
          if (mine !== generation) return run;
          sliceBegan = clock.monotonic();
        }
        // Flows that come while it runs push others into the next page.
        if (seen.has(row.id)) continue;
        seen.add(row.id);
        become(added(run, look(row, policy), page.total));
      }
    }
    become({ ...run, state: 'done' });
    tell.flush();
    return run;
  };

  const judgeRecorded = (id: string, policy: Policy) => {
    const flow = flows.get(id);
    try {
      return flow.ok ? judgeAgain(flow.value, policy, clock) : null;
    } catch {
      // A stored certificate that somebody has changed cannot be read: this flow cannot be judged.
      return null;
    }
  };

  const look = (row: FlowRow, policy: Policy): WhatIfRow | null => {
    const judged = judgeRecorded(row.id, policy);
    if (judged === null) return null;
    return { flowId: row.id, label: row.label, startedAt: row.startedAt, ...judged };
  };

  return {
    start: (policy) => {
      generation += 1;
      become({ ...idleWhatIf, state: 'running' });
      return compare(policy, generation);
    },
    cancel: () => {
      if (run.state !== 'running') return;
      generation += 1;
      become({ ...run, state: 'cancelled' });
      tell.flush();
    },
    run: () => run,
  };
}

function added(run: WhatIfRun, row: WhatIfRow | null, total: number): WhatIfRun {
  const { counts, rows } = run;
  if (row === null)
    return { ...run, total, counts: { ...counts, notJudged: counts.notJudged + 1 } };
  const { before, after } = row;
  const isTurned = before.decision !== after.decision;
  const isOther = before.status !== after.status || before.reason !== after.reason;
  const one = (isCounted: boolean) => (isCounted ? 1 : 0);
  const isOpen = isTurned && row.basis === 'asked-otherwise';
  return {
    ...run,
    total,
    counts: {
      judged: counts.judged + 1,
      nowDenied: counts.nowDenied + one(isTurned && after.decision === 'deny'),
      nowAdmitted: counts.nowAdmitted + one(isTurned && after.decision === 'allow'),
      otherReason: counts.otherReason + one(!isTurned && isOther),
      askedOtherwise: counts.askedOtherwise + one(isOpen),
      notJudged: counts.notJudged,
    },
    rows: isTurned && rows.length < whatIfRows ? [...rows, row] : rows,
  };
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
