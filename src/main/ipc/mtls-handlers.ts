import { readFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import type { Handlers } from './create-answer.ts';
import type { MainError } from './ipc-error.ts';

type MtlsChannel = Extract<keyof Handlers, `mtls:${string}` | `scenarios:${string}`>;

/** The mTLS server, the built-in client, and the scenarios that play them. */
export function mtlsHandlers(
  workbench: Workbench,
  window: () => BrowserWindow | null,
): Pick<Handlers, MtlsChannel> {
  const { mtls, scenarios } = workbench;
  return {
    'mtls:start-mtls': () => mtls.start(),
    'mtls:stop-mtls': () => mtls.stop(),
    'mtls:set-settings': (settings) => mtls.setSettings(settings),
    'mtls:set-trust': (trust) => mtls.setTrust(trust),
    'mtls:choose-identity': async () => {
      const pem = await chooseFile(window());
      if (!pem.ok) return pem;
      return pem.value === null ? ok(null) : mtls.takeIdentity(pem.value);
    },
    'mtls:use-lab-identity': () => mtls.takeLabIdentity(),
    'mtls:authenticate': ({ clientId }) => workbench.authenticate(clientId),
    'mtls:get-commands': ({ clientId }) => workbench.clientCommands(clientId),
    'scenarios:run-scenarios': ({ ids }) => {
      const started = scenarios.start(ids);
      return started.ok ? ok(null) : started;
    },
    'scenarios:cancel-run': () => {
      scenarios.cancel();
      return ok(null);
    },
  };
}

/** Asks for one file and reads it; null when the person cancelled. */
async function chooseFile(window: BrowserWindow | null): Promise<Result<string | null, MainError>> {
  const options = {
    title: 'A PEM file with the server certificate and its private key',
    properties: ['openFile' as const],
  };
  const { filePaths } =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  const [path] = filePaths;
  if (path === undefined) return ok(null);
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ code: 'file-not-read', detail });
  }
}
