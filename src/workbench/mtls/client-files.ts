import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportPkcs12 } from '#lab/ca/export-pkcs12.ts';
import type { Lab } from '#lab/lab.ts';
import { clientCommands } from '#mtls/client/commands.ts';
import type { LabError } from '#shared/model/lab.ts';
import type { ClientCommands, RunningMtls } from '#shared/model/mtls.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { describeLabError } from '#shared/wording/lab.ts';
import type { WorkbenchError } from '../error.ts';

/** Why a client's files are not there. */
export type ClientFilesError = Extract<
  WorkbenchError,
  { code: 'lab-refused' | 'client-files-not-written' }
>;

/** Says in one sentence why a client's files are not there. */
export function describeClientFilesError(error: ClientFilesError): string {
  return error.code === 'lab-refused'
    ? describeLabError(error.error)
    : `The client's files could not be written into ${error.folder}: ${error.detail}`;
}

/** The password of every PKCS#12 file that is written for a browser: browsers insist on one, and the lab's keys guard nothing. */
export const pkcs12Password = 'revoscope';

/**
 * Writes a lab client's certificate, chain, key and PKCS#12 file into `folder`, which its owner alone may
 * enter, and says the commands that present them to the running server.
 */
export function writeClientFiles(
  clientId: string,
  {
    lab,
    mtls,
    folder,
    serverTrust,
    random,
  }: {
    readonly lab: Lab;
    readonly mtls: RunningMtls;
    /** PEM of what a client has to trust to accept the server. */
    readonly serverTrust: string;
    readonly folder: string;
    readonly random: RandomBytes;
  },
): Result<ClientCommands, ClientFilesError> {
  const credentials = lab.ca.credentials(clientId);
  if (!credentials.ok) return refused(credentials.error);
  const order = { id: clientId, password: pkcs12Password, encryption: 'modern' } as const;
  const pkcs12 = exportPkcs12(lab.ca, order, random);
  if (!pkcs12.ok) return refused(pkcs12.error);
  const { certificate, intermediates, privateKey } = credentials.value;
  const files = {
    caFile: join(folder, 'server-ca.pem'),
    certificateFile: join(folder, `${clientId}.pem`),
    chainFile: join(folder, `${clientId}-chain.pem`),
    keyFile: join(folder, `${clientId}.key.pem`),
    pkcs12File: join(folder, `${clientId}.p12`),
  };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    write(files.caFile, serverTrust);
    write(files.certificateFile, certificate + intermediates);
    // A file without a certificate is none that any program takes.
    if (intermediates === '') rmSync(files.chainFile, { force: true });
    else write(files.chainFile, intermediates);
    write(files.keyFile, privateKey);
    write(files.pkcs12File, pkcs12.value);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ code: 'client-files-not-written', folder, detail });
  }
  const { host, port } = mtls;
  return ok(
    clientCommands({
      host,
      port,
      ...files,
      chainFile: intermediates === '' ? null : files.chainFile,
      pkcs12Password,
      shell: process.platform === 'win32' ? 'windows' : 'posix',
    }),
  );
}

function write(path: string, content: string | Uint8Array): void {
  writeFileSync(path, content, { mode: 0o600 });
}

function refused(error: LabError): Result<never, ClientFilesError> {
  return err({ code: 'lab-refused', error });
}
