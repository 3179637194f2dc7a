import type { FieldProblem } from '../model/settings.ts';

/** Why a call from the window was not carried out. Every call is answered: a Result, never an exception. */
export type IpcError =
  | { readonly code: 'sender-refused' }
  | { readonly code: 'request-invalid'; readonly message: string }
  | { readonly code: 'response-invalid'; readonly message: string }
  | { readonly code: 'fields-invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'not-found'; readonly what: string }
  | { readonly code: 'refused'; readonly message: string }
  | { readonly code: 'failed'; readonly message: string };

/** Says an IPC error in one sentence for a person. */
export function describeIpcError(error: IpcError): string {
  switch (error.code) {
    case 'sender-refused':
      return 'The request did not come from the application window.';
    case 'request-invalid':
    case 'response-invalid':
    case 'refused':
    case 'failed':
      return error.message;
    case 'fields-invalid':
      return error.problems.map((problem) => problem.message).join(' ');
    case 'not-found':
      return `${error.what} is no longer there.`;
  }
}
