import type { BrowserWindow } from 'electron';
import { ok } from '#shared/model/result.ts';
import { readDecideAs } from '#workbench/mtls/other-judge.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { chooseFile } from '../choose-file.ts';
import type { Handlers } from './create-answer.ts';

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
      const pem = await chooseFile(
        window(),
        'A PEM file with the server certificate and its private key',
      );
      if (!pem.ok) return pem;
      return pem.value === null ? ok(null) : mtls.takeIdentity(pem.value);
    },
    'mtls:use-lab-identity': () => mtls.takeLabIdentity(),
    'mtls:authenticate': ({ clientId }) => workbench.authenticate(clientId),
    'mtls:present-certificate': ({ fingerprint, url }) => workbench.present(fingerprint, url),
    'mtls:cancel-authentication': () => {
      workbench.cancelAuthentications();
      return ok(null);
    },
    'mtls:get-commands': ({ clientId }) => workbench.clientCommands(clientId),
    'mtls:set-decide-as': (wanted) => mtls.setDecideAs(wanted),
    'scenarios:run-scenarios': ({ ids, decideAs }) => {
      const judge = readDecideAs(decideAs);
      if (!judge.ok) return judge;
      const started = scenarios.start(ids, judge.value);
      return started.ok ? ok(null) : started;
    },
    'scenarios:cancel-run': () => {
      scenarios.cancel();
      return ok(null);
    },
  };
}
