import type { MenuCommand } from '#shared/ipc/events.ts';
import type { WorkbenchActions } from './create-store.ts';
import type { WorkbenchState } from './state.ts';

/** Something that a person can do from the palette, by a key, or from the native menu. */
export interface Command {
  readonly id: MenuCommand | ExtraCommand;
  readonly text: string;
  /** Keys as the palette shows them, for platforms with a Control key. */
  readonly keys: string | null;
  readonly run: (actions: WorkbenchActions, state: WorkbenchState) => void;
}

type ExtraCommand =
  | 'theme-light'
  | 'theme-dark'
  | 'theme-system'
  | 'network-any'
  | 'network-loopback'
  | 'network-offline'
  | 'ocsp-toggle'
  | 'fallback-toggle'
  | 'cancel-check'
  | 'advance-31-minutes'
  | 'advance-61-minutes'
  | 'undo';

/** Every command of the window, in the order of the palette. */
export const commands: readonly Command[] = [
  command(
    'check-revocation',
    'Check revocation',
    'Ctrl Enter',
    (actions) => void actions.startCheck(),
  ),
  command(
    'cancel-check',
    'Cancel the running check',
    null,
    (actions) => void actions.cancelCheck(),
  ),
  command(
    'open-certificates',
    'Open certificates…',
    'Ctrl O',
    (actions) => void actions.openDialog(),
  ),
  command('paste-certificates', 'Paste certificates…', 'Ctrl Shift V', (actions) =>
    actions.setPasteDialog('open'),
  ),
  command('show-flows', 'Go to Flows', 'Ctrl 1', (actions) => actions.showScreen('flows')),
  command('show-certificates', 'Go to Certificates', 'Ctrl 2', (actions) =>
    actions.showScreen('certificates'),
  ),
  command('show-cache', 'Go to Cache', 'Ctrl 3', (actions) => actions.showScreen('cache')),
  command('presentation-mode', 'Present the flow', 'F5', (actions, state) =>
    actions.setView(state.view === 'presentation' ? 'workbench' : 'presentation'),
  ),
  command(
    'ocsp-toggle',
    'Switch OCSP checking on or off',
    null,
    (actions, { policies }) =>
      void actions.patchPolicy({
        ocsp: policies.current.ocsp === 'enabled' ? 'not-enabled' : 'enabled',
      }),
  ),
  command(
    'fallback-toggle',
    'Switch the fallback between allow and block',
    null,
    (actions, { policies }) =>
      void actions.patchPolicy({
        fallback: policies.current.fallback === 'allow' ? 'block' : 'allow',
      }),
  ),
  command(
    'advance-31-minutes',
    'Advance the clock by 31 minutes',
    null,
    (actions) => void actions.advanceClock(1_860_000),
  ),
  command(
    'advance-61-minutes',
    'Advance the clock by 61 minutes',
    null,
    (actions) => void actions.advanceClock(3_660_000),
  ),
  command('advance-clock', 'Advance the clock…', null, (actions) => actions.setClockDialog('open')),
  command(
    'reset-clock',
    'Reset the clock to real time',
    null,
    (actions) => void actions.resetClock(),
  ),
  command('clear-cache', 'Clear the cache', null, (actions) => void actions.clearCache()),
  command('clear-flows', 'Delete all flows', null, (actions) => void actions.deleteFlows(null)),
  command('undo', 'Undo the last deletion', 'Ctrl Z', (actions) => void actions.runUndo()),
  command(
    'network-any',
    'Network: any',
    null,
    (actions) => void actions.setSettings({ network: 'any' }),
  ),
  command(
    'network-loopback',
    'Network: loopback only',
    null,
    (actions) => void actions.setSettings({ network: 'loopback-only' }),
  ),
  command(
    'network-offline',
    'Network: offline',
    null,
    (actions) => void actions.setSettings({ network: 'offline' }),
  ),
  command(
    'theme-light',
    'Theme: light',
    null,
    (actions) => void actions.setSettings({ theme: 'light' }),
  ),
  command(
    'theme-dark',
    'Theme: dark',
    null,
    (actions) => void actions.setSettings({ theme: 'dark' }),
  ),
  command(
    'theme-system',
    'Theme: like the system',
    null,
    (actions) => void actions.setSettings({ theme: 'system' }),
  ),
];

function command(
  id: Command['id'],
  text: string,
  keys: string | null,
  run: Command['run'],
): Command {
  return { id, text, keys, run };
}

/** Carries a command of the native menu out. */
export function runMenuCommand(
  id: MenuCommand,
  actions: WorkbenchActions,
  state: WorkbenchState,
): void {
  if (id === 'command-palette') actions.setPalette(state.palette === 'open' ? 'closed' : 'open');
  else commands.find((known) => known.id === id)?.run(actions, state);
}

/** The command that a key press stands for; null for none. */
export function commandOfKey(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}): MenuCommand | 'undo' | null {
  if (event.altKey) return null;
  const key = event.key.toLowerCase();
  if (!event.ctrlKey && !event.metaKey)
    return key === 'f5' && !event.shiftKey ? 'presentation-mode' : null;
  if (event.shiftKey) return key === 'v' ? 'paste-certificates' : null;
  return modified[key] ?? null;
}

const modified: Readonly<Record<string, MenuCommand | 'undo'>> = {
  k: 'command-palette',
  enter: 'check-revocation',
  o: 'open-certificates',
  '1': 'show-flows',
  '2': 'show-certificates',
  '3': 'show-cache',
  z: 'undo',
};
