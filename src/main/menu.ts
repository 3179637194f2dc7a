import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#shared/ipc/events.ts';

/** Puts up the native menu; what the window does itself is sent to it as a command. */
export function installMenu(send: (command: MenuCommand) => void): void {
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
        { type: 'separator' },
        command('Command palette…', 'command-palette', 'CmdOrCtrl+K'),
        command('Presentation', 'presentation-mode', 'F5'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
