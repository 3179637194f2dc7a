import { useEffect, useRef, useState } from 'react';
import type { SweepResult } from '#shared/model/sweep.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';

const pageSize = 100;

/** The rows in view, read page by page from the file of results; null for one that is on its way. */
export function useSweepRows(first: number, last: number): (index: number) => SweepResult | null {
  const filter = useWorkbench((state) => state.sweep.filter);
  const total = useWorkbench((state) => state.sweep.run.statistics.total);
  const { readSweepPage } = useActions();
  const pages = useRef(new Map<string, readonly SweepResult[]>());
  const [, setGeneration] = useState(0);
  const firstPage = Math.floor(first / pageSize);
  const lastPage = Math.floor(Math.max(last, first) / pageSize);
  useEffect(() => {
    let isCurrent = true;
    for (let page = firstPage; page <= lastPage; page += 1) {
      const key = `${filter} ${page}`;
      const known = pages.current.get(key);
      // A page that is full stays as it is: results are only ever added.
      if (known?.length === pageSize && total > 0) continue;
      void readSweepPage(filter, page * pageSize, pageSize).then((read) => {
        if (!isCurrent || read === null) return;
        pages.current.set(key, read.results);
        setGeneration((before) => before + 1);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [readSweepPage, filter, firstPage, lastPage, total]);
  // A sweep that begins anew has results of its own.
  if (total === 0 && pages.current.size > 0) pages.current.clear();
  return (index) =>
    pages.current.get(`${filter} ${Math.floor(index / pageSize)}`)?.[index % pageSize] ?? null;
}
