import { describeStoreError, type StoreError } from '#store/error.ts';
import type { Log } from './log.ts';

/** What the store could not do: each is logged, and told to the person once for each kind and thing. */
export interface StoreErrors {
  add(error: StoreError): void;
  /** Tells what has come already, and what comes from now on. */
  tell(listener: (message: string) => void): void;
}

export function createStoreErrors(log: Log): StoreErrors {
  const told = new Set<string>();
  let waiting: string[] = [];
  let listener: ((message: string) => void) | null = null;
  return {
    add: (error) => {
      const message = describeStoreError(error);
      log.write(message);
      const kind = 'what' in error ? `${error.code} ${error.what}` : error.code;
      if (told.has(kind)) return;
      told.add(kind);
      if (listener === null) waiting.push(message);
      else listener(message);
    },
    tell: (next) => {
      listener = next;
      for (const message of waiting) next(message);
      waiting = [];
    },
  };
}
