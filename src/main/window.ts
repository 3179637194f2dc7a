import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { appPage } from './app-protocol.ts';

/** Where the window stood when it was last closed, in screen pixels. */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximised: boolean;
}

const smallest = { width: 860, height: 560 };
const usual = { width: 1440, height: 900 };

/** Opens the one window: sandboxed, isolated, without Node, and unable to leave its page. */
export function openWindow({
  preload,
  bounds,
  onClose,
  devServerUrl,
}: {
  readonly preload: string;
  readonly bounds: WindowBounds | null;
  readonly onClose: (bounds: WindowBounds) => void;
  /** The development server of `npm run dev`; null in every other case. */
  readonly devServerUrl: string | null;
}): BrowserWindow {
  const window = new BrowserWindow({
    ...(bounds !== null && isOnScreen(bounds)
      ? { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height }
      : usual),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Revoscope',
    webPreferences: {
      preload: join(preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      webviewTag: false,
    },
  });
  if (bounds?.maximised === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  confine(window, devServerUrl);
  window.on('close', () => onClose(boundsOf(window)));
  void window.loadURL(devServerUrl ?? appPage);
  return window;
}

/** Where a window stands now, or would if it were not maximised. */
export function boundsOf(window: BrowserWindow): WindowBounds {
  return { ...window.getNormalBounds(), maximised: window.isMaximized() };
}

function isOnScreen(bounds: WindowBounds): boolean {
  const area = screen.getDisplayMatching(bounds).workArea;
  return (
    bounds.x < area.x + area.width &&
    bounds.y < area.y + area.height &&
    bounds.x + bounds.width > area.x &&
    bounds.y + bounds.height > area.y
  );
}

/** No navigation, no new windows, no permissions: what is on the page is all there will be. */
function confine(window: BrowserWindow, devServerUrl: string | null): void {
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event, url) => {
    if (devServerUrl === null || !url.startsWith(devServerUrl)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.session.setPermissionRequestHandler((_contents, _permission, answer) =>
    answer(false),
  );
  webContents.session.setPermissionCheckHandler(() => false);
}
