import { Buffer } from 'node:buffer';
import { onTestFinished } from 'vitest';
import type { WorkbenchEvent } from '#shared/model/workbench-event.ts';
import { inMemory, openStore, type Store } from '#store/open-store.ts';
import { createEventHub, type EventHub } from '#workbench/events.ts';

/** A store that keeps nothing, closed when the test ends. */
export function memoryStore(): Store {
  const opened = openStore(inMemory, {
    onError: (error) => {
      throw new Error(JSON.stringify(error));
    },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  onTestFinished(() => opened.value.close());
  return opened.value;
}

/** A hub, and all that it has told so far. */
export function listeningHub(): { readonly hub: EventHub; readonly told: WorkbenchEvent[] } {
  const hub = createEventHub();
  const told: WorkbenchEvent[] = [];
  hub.listen((event) => told.push(event));
  return { hub, told };
}

/** Octets that differ from call to call. */
export function countingRandom(): (count: number) => Uint8Array {
  let calls = 0;
  return (count) => {
    calls += 1;
    return new Uint8Array(Buffer.alloc(count, calls));
  };
}
