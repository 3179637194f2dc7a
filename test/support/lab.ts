import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/engine/ports.ts';
import { createMemoryKeyFiles, type KeyFiles } from '../../src/lab/ca/key-files.ts';
import { LabCa, type OpenOptions } from '../../src/lab/ca/lab-ca.ts';
import {
  createMemoryLabStorage,
  type LabState,
  type LabStorage,
} from '../../src/lab/ca/lab-state.ts';

/** A clock that stands still until it is told to move. */
export interface HandClock extends Clock {
  advance(ms: number): void;
}

/** A clock at `start`, by default the real time: peers such as `openssl` have no other. */
export function createHandClock(start: number = Date.now()): HandClock {
  let at = start;
  return {
    now: () => at,
    monotonic: () => performance.now(),
    advance: (ms) => {
      at += ms;
    },
  };
}

export interface TestCa {
  readonly ca: LabCa;
  readonly clock: HandClock;
  readonly storage: LabStorage;
  readonly keyFiles: KeyFiles;
  /** How often the CA said that it changed. */
  readonly changes: () => number;
}

export interface TestCaOptions extends Partial<OpenOptions> {
  readonly clock?: HandClock;
  readonly storage?: LabStorage;
  readonly keyFiles?: KeyFiles;
}

/** A CA in memory, not opened yet. */
export function createTestCa(options: TestCaOptions = {}): TestCa {
  const clock = options.clock ?? createHandClock();
  const storage = options.storage ?? createMemoryLabStorage();
  const keyFiles = options.keyFiles ?? createMemoryKeyFiles();
  let changes = 0;
  const onChange = () => {
    changes += 1;
  };
  const ca = new LabCa({ clock, random: randomBytes, storage, keyFiles, onChange });
  return { ca, clock, storage, keyFiles, changes: () => changes };
}

/** A founded lab as it is kept, to begin many tests with: founding takes a tenth of a second. */
interface Founded {
  readonly state: LabState;
  readonly keys: ReadonlyMap<string, string>;
}

const founded = new Map<string, Promise<Founded>>();

async function found(options: TestCaOptions & OpenOptions): Promise<Founded> {
  const { ca, keyFiles } = createTestCa(options);
  const { port, keyType } = options;
  const opened = await ca.open({ port, keyType });
  if (!opened.ok || ca.state === null) throw new Error(JSON.stringify(opened));
  const keys = ca.state.records.map(({ id }) => [id, keyFiles.read(id) ?? ''] as const);
  return { state: ca.state, keys: new Map(keys) };
}

/** A CA in memory with a new lab, opened; labs of one key type, port and time share their first certificates. */
export async function openTestCa(options: TestCaOptions = {}): Promise<TestCa> {
  const { port = 8080, keyType = 'p256' } = options;
  const key = [keyType, port, options.clock?.now()].join();
  const start = founded.get(key) ?? found({ ...options, port, keyType });
  founded.set(key, start);
  const { state, keys } = await start;
  const made = createTestCa(options);
  made.storage.save(state);
  for (const [id, pem] of keys) made.keyFiles.write(id, pem);
  const opened = await made.ca.open({ port, keyType });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return made;
}
