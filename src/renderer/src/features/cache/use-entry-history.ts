import { useEffect, useState } from 'react';
import type { CacheEntrySummary } from '#shared/model/cache.ts';
import type { CheckResult } from '#shared/model/verdict.ts';
import { useActions } from '../../store/workbench-context.tsx';

/** The latest hits that are looked for: more would be no more than a fuller picture. */
const mostHits = 500;

/** What the flows know of an entry: the checks that its answer passed, and when it served. */
export interface EntryHistory {
  /** Of the flow that the answer came with; none where that flow is gone. */
  readonly checks: readonly CheckResult[];
  /** When flows were served from it, oldest first. */
  readonly hits: readonly number[];
}

const nothing: EntryHistory = { checks: [], hits: [] };

/** Reads it from the flows, anew with each hit. */
export function useEntryHistory(entry: CacheEntrySummary): EntryHistory {
  const { readFlow, findFlows } = useActions();
  const [history, setHistory] = useState(nothing);
  const { originFlowId, storedAt, hits } = entry;
  const { serialNumber } = entry.certId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a hit more is a flow more
  useEffect(() => {
    let isCurrent = true;
    void Promise.all([readFlow(originFlowId), findFlows(serialNumber, mostHits)]).then(
      ([origin, rows]) => {
        if (!isCurrent) return;
        const served = rows.filter(
          (row) =>
            row.serialNumber === serialNumber &&
            row.verdict?.fromCache === true &&
            row.startedAt >= storedAt,
        );
        setHistory({
          checks: origin.ok ? (origin.value.outcome?.checks ?? []) : [],
          hits: served.map(({ startedAt }) => startedAt).toSorted((a, b) => a - b),
        });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [readFlow, findFlows, originFlowId, serialNumber, storedAt, hits]);
  return history;
}
