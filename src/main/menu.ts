import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron';
import type { MenuCommand } from '#shared/ipc/events.ts';
import { copyText } from './clipboard.ts';
import type { Log } from './log.ts';
import type { RecentFiles } from './recent-files.ts';

/** What the menu needs to carry its items out. */
export interface MenuParts {
  /** What the window does itself is sent to it as a command. */
  readonly send: (command: MenuCommand) => void;
  readonly log: Log;
  readonly recent: RecentFiles;
  readonly openFiles: (paths: readonly string[]) => void;
}

/** Puts up the native menu, or puts it up anew with what has changed. */
export function installMenu({ send, log, recent, openFiles }: MenuParts): void {
  const command = (
    label: string,
    id: MenuCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    click: () => send(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        command('Open certificates…', 'open-certificates', 'CmdOrCtrl+O'),
        command('Open a case or capture…', 'open-cases'),
        { label: 'Open recent', submenu: recentItems(recent, openFiles) },
        command('Paste certificate…', 'paste-certificates', 'CmdOrCtrl+Shift+V'),
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Check',
      submenu: [
        command('Authenticate', 'authenticate', 'CmdOrCtrl+Return'),
        command('Check revocation', 'check-revocation', 'CmdOrCtrl+Shift+Return'),
        command('Run all scenarios', 'run-scenarios'),
        { type: 'separator' },
        command('Advance clock…', 'advance-clock'),
        command('Reset clock', 'reset-clock'),
        command('Clear cache', 'clear-cache'),
        command('Delete all flows', 'clear-flows'),
      ],
    },
    {
      label: '&View',
      submenu: [
        command('Flows', 'show-flows', 'CmdOrCtrl+1'),
        command('Certificates', 'show-certificates', 'CmdOrCtrl+2'),
        command('Lab', 'show-lab', 'CmdOrCtrl+3'),
        command('Cache', 'show-cache', 'CmdOrCtrl+4'),
        command('Servers', 'show-servers', 'CmdOrCtrl+5'),
        { type: 'separator' },
        command('Command palette…', 'command-palette', 'CmdOrCtrl+K'),
        command('Presentation', 'presentation-mode', 'F5'),
        { type: 'separator' },
        { role: 'reload' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    {
      label: '&Help',
      submenu: [
        command('Keys and words', 'show-help'),
        { type: 'separator' },
        { label: 'Open error log', click: () => void openLogFile(log) },
        { label: 'Copy error log', click: () => void copyText(log.read()) },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function recentItems(
  recent: RecentFiles,
  openFiles: (paths: readonly string[]) => void,
): MenuItemConstructorOptions[] {
  const paths = recent.list();
  if (paths.length === 0) return [{ label: 'Nothing was opened yet', enabled: false }];
  return [
    ...paths.map((path) => ({
      // An ampersand would mark the letter after it.
      label: path.replaceAll('&', '&&'),
      click: () => openFiles([path]),
    })),
    { type: 'separator' },
    { label: 'Clear this list', click: () => recent.clear() },
  ];
}

/** Opens the log in whatever the system reads text with; without one, nothing went wrong yet. */
async function openLogFile(log: Log): Promise<void> {
  if (log.read() === '') log.write('The log was opened; nothing had gone wrong before.');
  await shell.openPath(log.file);
}
