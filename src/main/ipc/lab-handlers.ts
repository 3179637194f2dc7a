import type { BrowserWindow } from 'electron';
import { ok } from '#shared/model/result.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { saveFile } from '../save-file.ts';
import type { Handlers } from './create-answer.ts';

type LabChannel = Extract<keyof Handlers, `lab:${string}`>;

/** The lab: its CA, its responder, its exports. */
export function labHandlers(
  { lab }: Workbench,
  window: () => BrowserWindow | null,
): Pick<Handlers, LabChannel> {
  return {
    'lab:start-lab': () => lab.start(),
    'lab:stop-lab': () => lab.stop(),
    'lab:reset-lab': ({ keyType }) => lab.reset(keyType),
    'lab:set-behaviour': (behaviour) => lab.setBehaviour(behaviour),
    'lab:set-certificate-behaviour': ({ id, behaviour }) =>
      lab.setCertificateBehaviour(id, behaviour),
    'lab:issue-client': (request) => lab.issueClient(request),
    'lab:revoke-certificate': ({ id, reason }) => lab.revoke(id, reason),
    'lab:hold-certificate': ({ id }) => lab.hold(id),
    'lab:release-certificate': ({ id }) => lab.release(id),
    'lab:set-status': ({ id, status }) => lab.setStatus(id, status),
    'lab:expire-certificate': ({ id }) => lab.expire(id),
    'lab:export-certificate': async ({ id, export: as }) => {
      const file = lab.export(id, as);
      const isSecret = as.as !== 'certificate';
      return file.ok ? saveFile(file.value, { window: window(), isSecret }) : file;
    },
    'lab:take-certificates': ({ ids }) => ok(lab.take(ids)),
  };
}
