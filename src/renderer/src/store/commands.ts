import type { MenuCommand } from '#shared/ipc/events.ts';
import { noFallbackByCause } from '#shared/model/policy.ts';
import type { WorkbenchActions } from './create-store.ts';
import { selectOpenFlowId, selectPresentedKind } from './selectors.ts';
import type { WorkbenchState } from './state.ts';

/** Something that a person can do from the palette, by a key, or from the native menu. */
export interface Command {
  readonly id: string;
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
  | 'follow-toggle'
  | 'retention'
  | 'policy-import'
  | 'policy-export'
  | 'configuration-import'
  | 'configuration-export'
  | 'advance-31-minutes'
  | 'advance-61-minutes'
  | 'show-scenarios'
  | 'cancel-scenarios'
  | 'issue-client'
  | 'reset-lab'
  | 'lab-toggle'
  | 'mtls-toggle'
  | 'clear-fault'
  | 'set-up'
  | 'show-judges'
  | 'show-matrix'
  | 'show-responder'
  | 'show-sweep'
  | 'show-timeline'
  | 'open-case-folder'
  | 'open-messages'
  | 'save-case'
  | 'save-anonymous-case'
  | 'save-listed-cases'
  | 'open-folder'
  | 'cancel-opening'
  | 'show-exposure'
  | 'show-what-if'
  | 'inspect-server'
  | 'undo';

/** Every command of the window, in the order of the palette. */
export const commands: readonly Command[] = [
  command('authenticate', 'Authenticate', 'Ctrl Enter', (actions) => void actions.authenticate()),
  command('check-revocation', 'Check revocation', 'Ctrl Shift Enter', (actions, state) => {
    if (state.checkTarget.fingerprint === null) return void actions.authenticate();
    actions.choosePresented({ kind: 'loaded' });
    void actions.startCheck();
  }),
  command('cancel-check', 'Cancel what is running', 'Esc', (actions) => {
    void actions.cancelClient();
    void actions.cancelCheck();
  }),
  command(
    'open-certificates',
    'Open certificates…',
    'Ctrl O',
    (actions) => void actions.openDialog(),
  ),
  command(
    'open-cases',
    'Open a case, a HAR file or a packet capture…',
    null,
    (actions) => void actions.openCases('files'),
  ),
  command(
    'open-case-folder',
    'Open a folder of cases…',
    null,
    (actions) => void actions.openCases('folder'),
  ),
  command(
    'open-messages',
    'Open a saved OCSP request and response as a case…',
    null,
    (actions) => void actions.openCases('messages'),
  ),
  command('save-case', 'Save this flow as a case…', null, (actions, state) => {
    const flowId = selectOpenFlowId(state);
    if (flowId !== null) void actions.saveCases([flowId]);
  }),
  command('save-anonymous-case', 'Save this flow as an anonymous case…', null, (actions, state) => {
    const flowId = selectOpenFlowId(state);
    if (flowId !== null) void actions.saveAnonymous(flowId);
  }),
  command(
    'save-listed-cases',
    'Save the listed flows as cases…',
    null,
    (actions) => void actions.saveListedCases(),
  ),
  command('inspect-server', 'Inspect a server…', null, (actions) =>
    actions.setServerDialog('open'),
  ),
  command('open-folder', 'Open a folder…', null, (actions) => void actions.openFolder()),
  command(
    'cancel-opening',
    'Cancel what is being opened',
    null,
    (actions) => void actions.cancelOpening(),
  ),
  command('paste-certificates', 'Paste certificates…', 'Ctrl Shift V', (actions) =>
    actions.setPasteDialog('open'),
  ),
  command('show-flows', 'Go to Flows', 'Ctrl 1', (actions) => actions.showScreen('flows')),
  command('show-certificates', 'Go to Certificates', 'Ctrl 2', (actions) =>
    actions.showScreen('certificates'),
  ),
  command('show-lab', 'Go to Lab', 'Ctrl 3', (actions, state) => {
    actions.showScreen('lab');
    actions.showLabCertificate(state.shownLabCertificate);
  }),
  command('show-scenarios', 'Go to Scenarios', null, (actions) => {
    actions.showScreen('lab');
    actions.showLabSide('scenarios');
  }),
  command('show-cache', 'Go to Cache', 'Ctrl 4', (actions) => actions.showScreen('cache')),
  command('show-servers', 'Go to Servers', 'Ctrl 5', (actions) => actions.showScreen('servers')),
  command('show-matrix', "Test somebody else's server…", null, (actions) =>
    actions.showServers('matrix'),
  ),
  command('show-responder', 'What can a responder do…', null, (actions) =>
    actions.showServers('responder'),
  ),
  command('show-sweep', 'Check many certificates…', null, (actions) =>
    actions.showServers('sweep'),
  ),
  command('run-scenarios', 'Run all scenarios', null, (actions) => void actions.runScenarios(null)),
  command(
    'cancel-scenarios',
    'Cancel the running scenarios',
    null,
    (actions) => void actions.cancelScenarios(),
  ),
  command(
    'mtls-toggle',
    'Start or stop the mTLS server',
    null,
    (actions, { mtls }) =>
      void (mtls.state.state === 'running' ? actions.stopMtls() : actions.startMtls()),
  ),
  command(
    'lab-toggle',
    'Start or stop the lab responder',
    null,
    (actions, { lab }) =>
      void (lab?.responder.state === 'running' || lab?.responder.state === 'refusing'
        ? actions.stopLab()
        : actions.startLab()),
  ),
  command(
    'clear-fault',
    'Lab responder: answer without fault',
    null,
    (actions) => void actions.patchBehaviour({ fault: null }),
  ),
  command('issue-client', 'Issue a lab client…', null, (actions) => {
    actions.showScreen('lab');
    actions.setLabDialog({ kind: 'issue' });
  }),
  command('reset-lab', 'Reset the lab…', null, (actions) => {
    actions.showScreen('lab');
    actions.setLabDialog({ kind: 'reset' });
  }),
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
        fallbackByCause: noFallbackByCause,
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
  command('show-timeline', 'When the verdict flips…', null, (actions) =>
    actions.setTimelineDialog('open-flow'),
  ),
  command('show-exposure', 'How long a revoked certificate gets in…', null, (actions) =>
    actions.setExposureDialog('open'),
  ),
  command('show-what-if', 'What another policy would change…', null, (actions) =>
    actions.setWhatIfDialog('open'),
  ),
  command('show-judges', 'Judged by other programs…', null, (actions) =>
    actions.setJudgesDialog('open'),
  ),
  command('set-up', 'Set up OCSP checking…', null, (actions) => actions.setSetUpDialog('open')),
  command('show-help', 'Keys and words', '?', (actions) => actions.openHelp(null)),
  command(
    'follow-toggle',
    'Follow new flows, or stay at the one that is shown',
    null,
    (actions, { settings }) =>
      void actions.setSettings({ newFlows: settings.newFlows === 'follow' ? 'stay' : 'follow' }),
  ),
  command('retention', 'How many flows are kept…', null, (actions) =>
    actions.setRetentionDialog('open'),
  ),
  command('policy-import', 'Import a policy…', null, (actions) => void actions.importPolicy()),
  command('policy-export', 'Export the policy…', null, (actions) => void actions.exportPolicy()),
  command('configuration-import', "Import a server's configuration…", null, (actions) =>
    actions.setConfigurationDialog('import'),
  ),
  command(
    'configuration-export',
    "Write the policy as a server's configuration…",
    null,
    (actions) => actions.setConfigurationDialog('export'),
  ),
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
  id: MenuCommand | ExtraCommand,
  text: string,
  keys: string | null,
  run: Command['run'],
): Command {
  return { id, text, keys, run };
}

/** What the button at the end of the policy bar does: let the client connect, or check the certificate. */
export function primaryCommand(state: WorkbenchState): 'authenticate' | 'check-revocation' {
  const kind = selectPresentedKind(state);
  return kind === 'lab-client' || kind === 'no-certificate' ? 'authenticate' : 'check-revocation';
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
  if (!event.ctrlKey && !event.metaKey) {
    if (key === '?') return 'show-help';
    return key === 'f5' && !event.shiftKey ? 'presentation-mode' : null;
  }
  if (event.shiftKey) return shifted[key] ?? null;
  return modified[key] ?? null;
}

const shifted: Readonly<Record<string, MenuCommand>> = {
  v: 'paste-certificates',
  enter: 'check-revocation',
};

const modified: Readonly<Record<string, MenuCommand | 'undo'>> = {
  k: 'command-palette',
  enter: 'authenticate',
  o: 'open-certificates',
  '1': 'show-flows',
  '2': 'show-certificates',
  '3': 'show-lab',
  '4': 'show-cache',
  '5': 'show-servers',
  z: 'undo',
};
