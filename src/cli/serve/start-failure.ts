import type { PortWishes } from '#lab/lab.ts';
import type { LabError } from '#shared/model/lab.ts';
import type { MtlsError } from '#shared/model/mtls.ts';
import { describeLabError } from '#shared/wording/lab.ts';
import { describeMtlsError } from '#shared/wording/mtls.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { LabFolder } from './lab-folder.ts';
import type { OwnCertificates } from './own-certificates.ts';

/** Why the server could not be opened, as the command line says it. */
export function mtlsFailure(error: MtlsError, { identity }: OwnCertificates): CliError {
  const { message, remedy } = describeMtlsError(error);
  switch (error.code) {
    case 'address-invalid':
      return usageError('serve', `--host: ${message}`, remedy);
    case 'address-not-confirmed':
      return usageError('serve', message, 'Add --expose if that is meant, or leave --host out.');
    case 'identity-unusable': {
      const file = identity === null ? "the lab's server certificate" : '--server-cert';
      return unreadable(file, { message, offset: null, path: null });
    }
    case 'port-in-use':
    case 'port-not-allowed':
    case 'listen-failed':
      return { code: 'unavailable', message, remedy: portRemedy('--port') };
    case 'address-not-here':
      return { code: 'unavailable', message, remedy };
  }
}

/** Why the lab could not be opened. */
export function labFailure(
  error: LabError,
  { path: folder, storage }: Pick<LabFolder, 'path' | 'storage'>,
  ports: PortWishes,
): CliError {
  switch (error.code) {
    case 'lab-not-read':
      return {
        code: 'unavailable',
        message: `The lab in ${folder} cannot be read: ${error.detail}.`,
        remedy: beginAnew(folder),
      };
    case 'key-missing':
    case 'key-does-not-match':
      return {
        code: 'unavailable',
        message: `The lab in ${folder} cannot be used: the private key of ${error.id} is missing or is not its own.`,
        remedy: beginAnew(folder),
      };
    case 'port-in-use':
    case 'port-not-allowed':
    case 'listen-failed': {
      const message = describeLabError(error);
      const kept = storage.load()?.ports ?? null;
      const isBackup = error.port === (ports.backup.port ?? kept?.backup);
      const option = isBackup ? '--lab-backup-port' : '--lab-responder-port';
      if (error.port !== (isBackup ? kept?.backup : kept?.responder)) {
        return { code: 'unavailable', message, remedy: portRemedy(option) };
      }
      return {
        code: 'unavailable',
        message: `${message.slice(0, -1)}, and certificates of the lab in ${folder} name it.`,
        remedy: `Stop that program, or choose another port with ${option} (0 for any that is free): those certificates are then issued anew.`,
      };
    }
    default: {
      const remedy = 'Give a folder that you may write to with --lab-dir.';
      return { code: 'unavailable', message: describeLabError(error), remedy };
    }
  }
}

function portRemedy(option: string): string {
  return `Choose another port with ${option}, or 0 for any that is free.`;
}

function beginAnew(folder: string): string {
  return `Remove ${folder} to begin anew, or give another folder.`;
}
