import { useEffect, useState } from 'react';
import type { FoundIn } from '#shared/model/object-view.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';

/** What a search through all fields found, by id; null while there is none. */
export interface ObjectSearch {
  readonly found: ReadonlyMap<string, FoundIn> | null;
  /** Whether objects are still being gone through. */
  readonly isRunning: boolean;
}

const restMs = 150;

const nothing: ObjectSearch = { found: null, isRunning: false };

/** Goes through everything that is open for a text, once the person rests; what opens meanwhile is gone through as well. */
export function useObjectSearch(text: string): ObjectSearch {
  const { searchObjects } = useActions();
  const certificates = useWorkbench((state) => state.certificates);
  const objects = useWorkbench((state) => state.objects);
  const [search, setSearch] = useState<ObjectSearch>(nothing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is open decides what is found
  useEffect(() => {
    if (text.trim() === '') {
      setSearch(nothing);
      return;
    }
    let isCurrent = true;
    setSearch((before) => ({ ...before, isRunning: true }));
    const timer = setTimeout(() => {
      void searchObjects(text).then((answer) => {
        if (!isCurrent || answer === null) return;
        setSearch({ found: new Map(answer.map((one) => [one.id, one])), isRunning: false });
      });
    }, restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, searchObjects, certificates, objects]);
  return search;
}
