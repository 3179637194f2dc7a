import { randomBytes } from 'node:crypto';
import { createMemoryKeyFiles, type KeyFiles } from '../../src/lab/ca/key-files.ts';
import { LabCa, type OpenOptions } from '../../src/lab/ca/lab-ca.ts';
import {
  createMemoryLabStorage,
  type LabState,
  type LabStorage,
} from '../../src/lab/ca/lab-state.ts';
import { Lab } from '../../src/lab/lab.ts';
import type {
  LabCertificate,
  LabPorts,
  ResponderBehaviour,
  ResponderExchange,
} from '../../src/shared/model/lab.ts';
import { defaultBehaviour } from '../../src/shared/model/lab.ts';
import type { Clock } from '../../src/shared/model/ports.ts';

/** Ports for a CA without responders: nobody listens there. */
export const testPorts: LabPorts = { responder: 8080, backup: 8081 };

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
  const { ports, keyType } = options;
  const opened = await ca.open({ ports, keyType });
  if (!opened.ok || ca.state === null) throw new Error(JSON.stringify(opened));
  const keys = ca.state.records.map(({ id }) => [id, keyFiles.read(id) ?? ''] as const);
  return { state: ca.state, keys: new Map(keys) };
}

/** A CA in memory with a new lab, opened; labs of one key type, port and time share their first certificates. */
export async function openTestCa(options: TestCaOptions = {}): Promise<TestCa> {
  const { ports = testPorts, keyType = 'p256' } = options;
  const key = [keyType, ports.responder, ports.backup, options.clock?.now()].join();
  const start = founded.get(key) ?? found({ ...options, ports, keyType });
  founded.set(key, start);
  const { state, keys } = await start;
  const made = createTestCa(options);
  made.storage.save(state);
  for (const [id, pem] of keys) made.keyFiles.write(id, pem);
  const opened = await made.ca.open({ ports, keyType });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return made;
}

/** A lab with its responders on free ports, all in memory. */
export interface TestLab {
  readonly lab: Lab;
  readonly clock: HandClock;
  /** What the responders have seen so far. */
  readonly exchanges: readonly ResponderExchange[];
  /** Resolves when this many exchanges have ended in all; the test's own time-out bounds it. */
  readonly exchanged: (count: number) => Promise<void>;
  readonly certificate: (id: string) => LabCertificate;
  /** Changes how the responder answers from how a new one does. */
  readonly behave: (behaviour: Partial<ResponderBehaviour>) => Promise<void>;
  /** Where the responder answers. */
  readonly url: () => string;
}

export interface TestLabOptions {
  readonly clock?: HandClock;
  readonly storage?: LabStorage;
  readonly keyFiles?: KeyFiles;
  readonly firstPorts?: LabPorts;
}

/** A lab that has not started. */
export function createTestLab(options: TestLabOptions = {}): TestLab {
  const clock = options.clock ?? createHandClock();
  const exchanges: ResponderExchange[] = [];
  const waiting = new Set<() => void>();
  const lab = new Lab({
    clock,
    random: randomBytes,
    storage: options.storage ?? createMemoryLabStorage(),
    keyFiles: options.keyFiles ?? createMemoryKeyFiles(),
    firstPorts: options.firstPorts ?? { responder: 0, backup: 0 },
    onChange: () => {},
    onExchange: (exchange) => {
      exchanges.push(exchange);
      for (const look of waiting) look();
    },
  });
  return {
    lab,
    clock,
    exchanges,
    exchanged: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (exchanges.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    certificate: (id) => {
      const found = lab.ca.certificates().find((certificate) => certificate.id === id);
      if (found === undefined) throw new Error(`The lab has no ${id}.`);
      return found;
    },
    behave: async (behaviour) => {
      const set = await lab.setBehaviour({ ...defaultBehaviour, ...behaviour });
      if (!set.ok) throw new Error(JSON.stringify(set.error));
    },
    url: () => {
      const responder = lab.view()?.responder;
      if (responder?.state !== 'running' && responder?.state !== 'refusing') {
        throw new Error('The responder has no address.');
      }
      return responder.url;
    },
  };
}

/** A lab that has started; stop it with `lab.stop()`. */
export async function startTestLab(options: TestLabOptions = {}): Promise<TestLab> {
  const made = createTestLab(options);
  const started = await made.lab.start();
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  return made;
}
