import {
  type InputObject,
  maxBundleBytes,
  openInput,
  shortenProblems,
} from '#inspect/load-objects.ts';
import type { ObjectShape } from '#inspect/recognise.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { LoadProblem, LoadReport } from '#shared/model/certificate.ts';
import type { Opening } from '#shared/model/opening.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { EventHub } from '../events.ts';
import { createGiveWay, type GiveWay } from './give-way.ts';
import type { LoadedCertificates } from './loaded-certificates.ts';
import type { OpenObjects } from './open-objects.ts';

/** A file, or what was pasted, with the name that it goes by. */
export interface Input {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** `found` in a folder that was named: what is nothing of ours there is passed over. */
  readonly came?: 'named' | 'found';
}

/** Opens whatever a person brings, one after the other, and says of each input what came of it. */
export interface Inputs {
  open(inputs: readonly Input[]): Promise<readonly LoadReport[]>;
  /** Ends what is being opened: of that input nothing is kept, and nothing is opened after it. */
  cancel(): void;
}

/** Progress is told of what takes longer than this. */
const quietMs = 300;

interface Parts {
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
  readonly hub: EventHub;
  /** Real time. */
  readonly clock: Pick<Clock, 'monotonic'>;
}

export function createInputs(parts: Parts): Inputs {
  let last: Promise<unknown> = Promise.resolve();
  let running = new AbortController();
  return {
    open: (inputs) => {
      const { signal } = running;
      const opened = last.then(() => openAll(inputs, parts, signal));
      last = opened.catch(() => undefined);
      return opened;
    },
    cancel: () => {
      running.abort();
      running = new AbortController();
    },
  };
}

async function openAll(
  inputs: readonly Input[],
  parts: Parts,
  signal: AbortSignal,
): Promise<readonly LoadReport[]> {
  const reports: LoadReport[] = [];
  const progress = createProgress(parts);
  const giveWay = createGiveWay(parts.clock, { signal, onTurn: progress.tell });
  for (const input of inputs) {
    reports.push(await openOne(input, parts, { giveWay, progress }));
    if (signal.aborted) break;
  }
  if (reports.some((report) => report.added.length > 0)) parts.certificates.tell();
  if (reports.some((report) => report.opened.length > 0)) parts.objects.tell();
  progress.end();
  return reports;
}

interface Work {
  readonly giveWay: GiveWay;
  readonly progress: Progress;
}

/** An object of the input, decoded. */
interface Decoded {
  readonly part: InputObject;
  readonly certificates: readonly Certificate[];
}

async function openOne(
  { name, bytes, came }: Input,
  { certificates, objects }: Parts,
  { giveWay, progress }: Work,
): Promise<LoadReport> {
  const report = { origin: name, added: [], alreadyLoaded: [], opened: [] };
  // What lies in the file is known once it is taken apart; each object is then decoded, kept, and traced.
  progress.begin(name, 1);
  if (!(await giveWay())) return { ...report, problems: [cancelled] };
  const whole = openInput(bytes, maxBundleBytes);
  const input = came === 'found' ? onlyKnown(whole) : whole;
  progress.begin(name, input.objects.length * 3);
  const decoded = await decodeAll(input.objects, { giveWay, progress });
  if (decoded === null) return { ...report, problems: [cancelled] };

  const added: string[] = [];
  const alreadyLoaded: string[] = [];
  const opened: string[] = [];
  for (const { part, certificates: found } of decoded.parts) {
    progress.step();
    const taken = certificates.add(found, name);
    for (const fingerprint of taken.added) added.push(fingerprint);
    for (const fingerprint of taken.alreadyLoaded) alreadyLoaded.push(fingerprint);
    if (!isPlainCertificate(part, found) && !isText(part.shape)) {
      const inside = [...taken.added, ...taken.alreadyLoaded];
      opened.push(objects.add(part, { origin: name, certificates: inside }));
    }
    if (!(await giveWay())) break;
  }
  // A CA that is new may have issued what was there before.
  for (const fingerprint of added.length > 0 ? certificates.fingerprints() : []) {
    progress.step();
    certificates.lookForIssuer(fingerprint);
    if (!(await giveWay())) break;
  }
  if (!(await giveWay())) {
    certificates.remove(added);
    objects.close(opened);
    return { ...report, problems: [cancelled] };
  }
  const problems = shortenProblems([...input.problems, ...decoded.problems]);
  return { origin: name, added, alreadyLoaded, opened, problems };
}

/** What is recognised of a file that nobody named. */
function onlyKnown({ objects }: ReturnType<typeof openInput>): ReturnType<typeof openInput> {
  const known = objects.filter(
    ({ shape }) => !isText(shape) && shape !== 'unknown' && shape !== 'asn1',
  );
  return { objects: known, problems: [] };
}

/** Decodes every object of an input; null where it was cancelled. */
async function decodeAll(
  objects: readonly InputObject[],
  { giveWay, progress }: Work,
): Promise<{
  readonly parts: readonly Decoded[];
  readonly problems: readonly LoadProblem[];
} | null> {
  const parts: Decoded[] = [];
  const problems: LoadProblem[] = [];
  for (const part of objects) {
    const loaded = part.load();
    parts.push({ part, certificates: loaded.certificates });
    for (const problem of loaded.problems) {
      if (isText(part.shape) || isProblem(problem)) problems.push(problem);
    }
    progress.step();
    if (!(await giveWay())) return null;
  }
  return { parts, problems };
}

/** Tells how far opening is, once it takes long. */
interface Progress {
  begin(origin: string, total: number): void;
  step(): void;
  readonly tell: () => void;
  end(): void;
}

function createProgress({ hub, clock }: Pick<Parts, 'hub' | 'clock'>): Progress {
  const begun = clock.monotonic();
  let opening: Opening = { origin: '', done: 0, total: 1 };
  let toldAt: number | null = null;
  const send = (told: Opening | null) => hub.emit({ type: 'opening-changed', opening: told });
  return {
    begin: (origin, total) => {
      opening = { origin, done: 0, total: Math.max(total, 1) };
    },
    step: () => {
      opening = { ...opening, done: Math.min(opening.done + 1, opening.total) };
    },
    tell: () => {
      const now = clock.monotonic();
      if (now - begun < quietMs || (toldAt !== null && now - toldAt < 100)) return;
      toldAt = now;
      send(opening);
    },
    end: () => {
      if (toldAt !== null) send(null);
    },
  };
}

const cancelled: LoadProblem = {
  code: 'cancelled',
  message: 'You cancelled opening it; nothing of it was kept.',
  offset: null,
  path: null,
};

function isPlainCertificate({ shape }: InputObject, loaded: readonly Certificate[]): boolean {
  return loaded.length === 1 && !['pkcs7', 'pkcs12', 'java-key-store'].includes(shape);
}

/** What there is to see of a page or a note is said in the problem. */
function isText(shape: ObjectShape): boolean {
  return ['text', 'html', 'xml', 'json', 'empty'].includes(shape);
}

/** That an object is no certificate is no problem where it can be opened all the same. */
function isProblem({ code }: LoadProblem): boolean {
  return code !== 'private-key-refused' && code !== 'not-a-certificate';
}
