import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Workbench, WorkbenchActions } from './create-store.ts';
import type { WorkbenchState } from './state.ts';

const WorkbenchContext = createContext<Workbench | null>(null);

/** Gives the workbench to everything below. */
export function WorkbenchProvider(props: {
  readonly workbench: Workbench;
  readonly children: ReactNode;
}) {
  return <WorkbenchContext value={props.workbench}>{props.children}</WorkbenchContext>;
}

/** A part of the window's state; the component renders again when that part changes. */
export function useWorkbench<T>(selector: (state: WorkbenchState) => T): T {
  return useStore(useContextValue().store, selector);
}

/** What a person can do. */
export function useActions(): WorkbenchActions {
  return useContextValue().actions;
}

/** Reads the state once, in an event handler, without rendering again when it changes. */
export function useStateReader(): () => WorkbenchState {
  return useContextValue().store.getState;
}

/** The application's time, read again every `everyMs`, and at once when the clock is set. */
export function useNow(everyMs: number): number {
  const { now, store } = useContextValue();
  const [at, setAt] = useState(now);
  useEffect(() => {
    const tick = () => setAt(now());
    const timer = setInterval(tick, everyMs);
    const stop = store.subscribe((state, before) => {
      if (state.clockOffsetMs !== before.clockOffsetMs) tick();
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [now, store, everyMs]);
  return at;
}

function useContextValue(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (workbench === null) throw new Error('This component needs a WorkbenchProvider above it.');
  return workbench;
}
