import { type RefObject, useEffect, useRef } from 'react';
import type { PolicySetting } from '../../store/state.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';

/** Settings that stand behind a button. */
const behindButton: readonly PolicySetting[] = ['cache', 'advanced'];

/** Leads to a setting of the bar that another part of the window points at: it gets the focus, or is opened. */
export function useShownSetting(): {
  readonly bar: RefObject<HTMLElement | null>;
  readonly setting: PolicySetting | null;
} {
  const setting = useWorkbench((state) => state.shownPolicySetting);
  const { showPolicySetting } = useActions();
  const bar = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (setting === null) return;
    // What pointed here is a dialog: it gives the focus back first.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        const target = controlIn(bar.current?.querySelector(`[data-area="${setting}"]`) ?? null);
        target?.focus();
        if (behindButton.includes(setting)) target?.click();
        showPolicySetting(null);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [setting, showPolicySetting]);
  return { bar, setting };
}

/** The control of a field stands below its caption. */
function controlIn(field: Element | null): HTMLElement | null {
  const control = field?.lastElementChild ?? null;
  if (control instanceof HTMLButtonElement) return control;
  return control?.querySelector<HTMLElement>('input, button') ?? null;
}
