import { useEffect } from 'react';
import { commandOfKey, commands, primaryCommand, runMenuCommand } from '../../store/commands.ts';
import type { WorkbenchActions } from '../../store/create-store.ts';
import type { WorkbenchState } from '../../store/state.ts';
import { useActions, useStateReader } from '../../store/workbench-context.tsx';

/** Keys and pasting that work anywhere in the window. Inside a field, its own keys come first. */
export function useShortcuts(): void {
  const actions = useActions();
  const readState = useStateReader();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === 'Escape') return leaveMode(actions, readState());
      const id = commandOfKey(event);
      if (id === null || (isTyped(id) && isInField(event.target))) return;
      // Prevented, so that the native menu's accelerator does not carry it out a second time.
      event.preventDefault();
      // What is being written is taken over, or refused, before anything is decided by it.
      if (isInField(event.target) && event.target instanceof HTMLElement) event.target.blur();
      if (id === 'undo') commands.find((known) => known.id === 'undo')?.run(actions, readState());
      else if (id === 'authenticate') {
        runMenuCommand(primaryCommand(readState()), actions, readState());
      } else runMenuCommand(id, actions, readState());
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isInField(event.target)) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (files.length > 0) void actions.loadFiles(files);
      else if (text.trim() !== '') void actions.loadText(text);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    document.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('paste', onPaste);
    };
  }, [actions, readState]);
}

/** Escape ends what is running, else the mode that the window is in. */
function leaveMode(actions: WorkbenchActions, state: WorkbenchState): void {
  if (state.clientRun.state === 'running') void actions.cancelClient();
  else if (state.checkRun.state === 'running') void actions.cancelCheck();
  else if (state.comparison !== null) actions.endComparison();
  else if (state.objectComparison !== null) actions.endObjectComparison();
  else if (state.view === 'presentation') actions.setView('workbench');
}

/** Whether a field has its own use for the keys of a command. */
function isTyped(id: string): boolean {
  return id === 'undo' || id === 'show-help';
}

function isInField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
