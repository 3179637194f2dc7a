import { assertNever } from '#shared/model/result.ts';

/** Why the store could not be opened, or what it could not do later on. */
export type StoreError =
  | { readonly code: 'folder-unusable'; readonly path: string; readonly detail: string }
  | { readonly code: 'file-unusable'; readonly path: string; readonly detail: string }
  | { readonly code: 'file-locked'; readonly path: string }
  /** A SQLite file of another program, which is left as it is. */
  | { readonly code: 'file-foreign'; readonly path: string }
  /** `setAside` is where the file was moved to; null if it could not be moved. */
  | {
      readonly code: 'file-corrupt';
      readonly path: string;
      readonly setAside: string | null;
      readonly detail: string;
    }
  | {
      readonly code: 'file-newer';
      readonly path: string;
      readonly setAside: string | null;
      readonly version: number;
      readonly supported: number;
    }
  | { readonly code: 'read-failed'; readonly what: string; readonly detail: string }
  /** `waiting` flows are kept in memory for the next attempt. */
  | {
      readonly code: 'write-failed';
      readonly what: string;
      readonly detail: string;
      readonly waiting: number;
    }
  /** `id` is the flow's, the entry's key, the certificate's fingerprint or the value's name. */
  | {
      readonly code: 'row-undecodable';
      readonly table: 'flows' | 'cache' | 'certificates' | 'values';
      readonly id: string;
      readonly detail: string;
    };

/** Says a store error in words for a person, with what became of the file. */
export function describeStoreError(error: StoreError): string {
  switch (error.code) {
    case 'folder-unusable':
      return `The folder for ${error.path} cannot be used: ${error.detail}.`;
    case 'file-unusable':
      return `The workspace file ${error.path} cannot be opened: ${error.detail}.`;
    case 'file-locked':
      return `The workspace file ${error.path} is in use by another program.`;
    case 'file-foreign':
      return `${error.path} is a database of another program. It was left as it is.`;
    case 'file-corrupt':
      return `The workspace file ${error.path} is damaged: ${error.detail}. ${whereabouts(error.setAside)}`;
    case 'file-newer':
      return `The workspace file ${error.path} was written by a newer version (format ${error.version}; this one knows up to ${error.supported}). ${whereabouts(error.setAside)}`;
    case 'read-failed':
      return `${error.what} could not be read from the workspace file: ${error.detail}.`;
    case 'write-failed':
      return `${error.what} could not be written to the workspace file: ${error.detail}.`;
    case 'row-undecodable':
      return `An entry of the workspace file (${error.table}, ${error.id}) cannot be read and is left out: ${error.detail}.`;
    default:
      return assertNever(error);
  }
}

function whereabouts(setAside: string | null): string {
  return setAside === null ? 'It could not be moved.' : `It was kept as ${setAside}.`;
}
