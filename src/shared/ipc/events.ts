import type { LoadReport } from '../model/certificate.ts';
import type { WorkbenchEvent } from '../model/workbench-event.ts';

/** A command of the native menu that the window carries out. */
export type MenuCommand =
  | 'open-certificates'
  | 'open-cases'
  | 'paste-certificates'
  | 'check-revocation'
  | 'command-palette'
  | 'show-help'
  | 'presentation-mode'
  | 'show-flows'
  | 'show-certificates'
  | 'show-cache'
  | 'show-lab'
  | 'show-servers'
  | 'authenticate'
  | 'run-scenarios'
  | 'advance-clock'
  | 'reset-clock'
  | 'clear-cache'
  | 'clear-flows';

/** What the main process tells the window: all that happens in the workbench, and what reaches it from outside. */
export type WindowEvent =
  | WorkbenchEvent
  /** Files that reached the application from outside the window (second launch, double click, menu). */
  | { readonly type: 'certificates-loaded'; readonly reports: readonly LoadReport[] }
  /** The workspace file could not be read or written; the program goes on. */
  | { readonly type: 'store-failed'; readonly message: string }
  | { readonly type: 'menu-command'; readonly command: MenuCommand };
