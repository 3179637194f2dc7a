import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { bridgeName, type WorkbenchBridge } from '#shared/ipc/api.ts';
import { channels, eventChannel } from '#shared/ipc/channels.ts';
import type { WindowEvent } from '#shared/ipc/events.ts';

const allowed: ReadonlySet<string> = new Set(channels);

const bridge: WorkbenchBridge = {
  call: (channel, request) =>
    allowed.has(channel)
      ? ipcRenderer.invoke(channel, request)
      : Promise.resolve({
          ok: false,
          error: { code: 'request-invalid', message: 'There is no such channel.' },
        }),
  listen: (listener) => {
    const forward = (_event: IpcRendererEvent, message: WindowEvent) => listener(message);
    ipcRenderer.on(eventChannel, forward);
    return () => ipcRenderer.off(eventChannel, forward);
  },
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
