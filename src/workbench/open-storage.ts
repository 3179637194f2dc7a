import { assertNever } from '#shared/model/result.ts';
import { describeStoreError, type StoreError } from '#store/error.ts';
import { inMemory, openStore, type Store } from '#store/open-store.ts';

/** An open storage, and what the person must know about how it was opened. */
export interface OpenedStorage {
  readonly storage: Store;
  readonly notices: readonly string[];
}

/**
 * Opens the workspace file. A damaged or newer file has been set aside by then and a fresh one is begun; where
 * no file can be used, the program runs all the same and keeps nothing. Either way the person is told.
 */
export function openStorage(path: string, onError: (error: StoreError) => void): OpenedStorage {
  const first = openStore(path, { onError });
  if (first.ok) return { storage: first.value, notices: [] };
  const notice = describeStoreError(first.error);
  if (wasSetAside(first.error)) {
    const second = openStore(path, { onError });
    if (second.ok) return { storage: second.value, notices: [notice] };
  }
  const memory = openStore(inMemory, { onError });
  if (!memory.ok) throw new Error(describeStoreError(memory.error));
  const consequence = 'What happens now is not kept when Revoscope closes.';
  return { storage: memory.value, notices: [`${notice} ${consequence}`] };
}

function wasSetAside(error: StoreError): boolean {
  switch (error.code) {
    case 'file-corrupt':
    case 'file-newer':
      return error.setAside !== null;
    case 'folder-unusable':
    case 'file-unusable':
    case 'file-locked':
    case 'file-foreign':
    case 'read-failed':
    case 'write-failed':
    case 'row-undecodable':
      return false;
    default:
      return assertNever(error);
  }
}
