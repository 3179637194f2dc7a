import type { IpcError } from '#shared/ipc/error.ts';
import type { LabError } from '#shared/model/lab.ts';
import { assertNever } from '#shared/model/result.ts';
import { describeLabError } from '#shared/wording/lab.ts';
import { describeMtlsError } from '#shared/wording/mtls.ts';
import type { MissingThing, WorkbenchError } from '#workbench/error.ts';
import { describeClientFilesError } from '#workbench/mtls/client-files.ts';

/** What the main process itself could not do for the window: everything here is a file or a picture. */
export type MainError =
  | { readonly code: 'file-not-read'; readonly message: string }
  | { readonly code: 'file-not-written'; readonly detail: string }
  | { readonly code: 'not-a-picture' }
  | { readonly code: 'site-not-linked' };

/** Puts the evidence of an error into the words that the window shows. */
export function toIpcError(error: WorkbenchError | MainError): IpcError {
  switch (error.code) {
    case 'fields-invalid':
      return error;
    case 'policy-file-refused':
      return refused(error.error.message);
    case 'not-found':
      return { code: 'not-found', what: missingWords[error.what] };
    case 'no-timeline':
    case 'not-finished':
      return refused(error.message);
    case 'mtls-not-running':
      return refused('The mTLS server is not running; start it first.');
    case 'mtls-refused':
      return refused(mtlsWords(error.error));
    case 'mtls-address-refused':
      return fieldProblem('host', mtlsWords(error.error));
    case 'lab-refused':
      return labRefused(error.error);
    case 'identity-incomplete':
      return refused(
        'The file must hold a certificate and its private key, not encrypted, both as PEM: BEGIN CERTIFICATE and BEGIN PRIVATE KEY.',
      );
    case 'key-not-open':
      return refused(
        'Its private key is not open. Open the key, the PKCS#12 file or the key store that holds it, and unlock it.',
      );
    case 'endpoint-refused':
      return fieldProblem('host', error.message);
    case 'server-not-reached':
      return refused(error.message);
    case 'url-refused':
      return fieldProblem('url', 'Write an https URL, such as https://server.example:8443/.');
    case 'export-refused':
      return refused(error.message);
    case 'case-not-anonymous':
      return refused(error.reason);
    case 'scenarios-running':
      return refused('Scenarios are running already.');
    case 'busy':
      return refused(busyWords[error.what]);
    case 'lab-not-open':
      return refused('The lab is not open: start it first, or reset it where its keys are lost.');
    case 'input-refused':
      return refused(error.message);
    case 'client-files-not-written':
      return failed(describeClientFilesError(error));
    case 'file-not-read':
      return failed(error.message);
    case 'file-not-written':
      return failed(`The file could not be written: ${error.detail}`);
    case 'not-a-picture':
      return { code: 'request-invalid', message: 'This is not a PNG picture.' };
    case 'site-not-linked':
      return refused('Only the RFCs are opened in the browser.');
    default:
      return assertNever(error);
  }
}

const busyWords = {
  matrix: 'A matrix is running already.',
  'responder-card': 'A responder is being asked already.',
  sweep: 'A sweep is running already.',
} as const;

const missingWords: Readonly<Record<MissingThing, string>> = {
  certificate: 'The certificate',
  object: 'This object',
  crl: 'The CRL',
  issuer: 'The issuer certificate',
  flow: 'This flow',
  message: 'A message in this step',
  evidence: 'What this flow rested on',
  case: 'The case of this flow',
  policy: 'This policy',
  program: 'This program',
  scenario: 'This scenario',
  'cache-entry': 'This cache entry',
  'deleted-flows': 'What was deleted',
  'removed-entries': 'What was removed',
  'matrix-run': 'This run',
  'responder-card': 'The card',
};

function labRefused(error: LabError): IpcError {
  const message = describeLabError(error);
  switch (error.code) {
    case 'name-invalid':
      return fieldProblem('name', message);
    case 'validity-out-of-range':
      return fieldProblem('validDays', message);
    case 'uri-invalid':
      return fieldProblem('ocspUris', message);
    case 'behaviour-invalid':
      return fieldProblem(error.field, message);
    default:
      return refused(message);
  }
}

function mtlsWords(error: Parameters<typeof describeMtlsError>[0]): string {
  const { message, remedy } = describeMtlsError(error);
  return `${message} ${remedy}`;
}

function fieldProblem(field: string, message: string): IpcError {
  return { code: 'fields-invalid', problems: [{ field, message }] };
}

function refused(message: string): IpcError {
  return { code: 'refused', message };
}

function failed(message: string): IpcError {
  return { code: 'failed', message };
}
