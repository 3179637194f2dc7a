import type { Transport } from '#engine/ask/ports.ts';
import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';
import type { LabCa } from '#lab/ca/lab-ca.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { FieldProblem } from '#shared/model/settings.ts';
import type { SweepResult } from '#shared/model/sweep.ts';
import {
  type ChosenFiles,
  defaultSweepOrder,
  emptySweepRun,
  type SweepOrder,
  type SweepPage,
  type SweepRunView,
  type SweepView,
} from '#shared/model/sweep-view.ts';
import { keptSweep } from '#shared/schema/sweep-view.ts';
import type { WorkbenchError } from '../error.ts';
import { createThrottle, type EventHub } from '../events.ts';
import type { LoadedCertificates } from '../objects/loaded-certificates.ts';
import type { Storage } from '../storage.ts';
import { openSweepInputs, type SweepInputs } from './file-inputs.ts';
import { createKeptResults } from './kept-results.ts';
import { runSweep } from './run-sweep.ts';
import { createSweepControl } from './sweep-control.ts';
import { createSweepProgress } from './sweep-progress.ts';

/** Sweeps of the window: one at a time, whose results are kept in a file. */
export interface SweepRuns {
  view(): SweepView;
  /** Takes files, or all those of a folder, as what is read next. */
  choose(label: string, files: readonly string[]): Result<ChosenFiles, WorkbenchError>;
  start(order: SweepOrder): Result<{ readonly finished: Promise<void> }, WorkbenchError>;
  /** Goes on with the sweep that did not come to its end. */
  resume(): Result<{ readonly finished: Promise<void> }, WorkbenchError>;
  setPaused(isPaused: boolean): void;
  cancel(): void;
  page(status: SweepResult['status'] | null, offset: number, limit: number): SweepPage;
  all(): Iterable<SweepResult>;
  close(): void;
}

export interface SweepRunsOptions {
  /** The file of the results. */
  readonly path: string;
  readonly certificates: LoadedCertificates;
  readonly ca: LabCa;
  readonly transport: Transport;
  readonly policy: () => Policy;
  readonly values: Storage['values'];
  readonly hub: EventHub;
  readonly clock: Clock;
}

const tellMs = 250;

export function createSweepRuns(options: SweepRunsOptions): SweepRuns {
  const { hub, clock, values } = options;
  const results = createKeptResults(options.path);
  const stored = keptSweep.safeParse(values.read('sweep'));
  let kept = stored.success
    ? stored.data
    : { order: defaultSweepOrder, files: [], label: '', end: 'done' as const };
  let run: SweepRunView = { ...emptySweepRun, state: kept.end === 'open' ? 'interrupted' : 'idle' };
  let chosen: { readonly shown: ChosenFiles; readonly files: readonly string[] } | null = null;
  let cancelling = new AbortController();
  let control = createSweepControl(clock);
  let progress = () => run;
  const tell = createThrottle(() => hub.emit({ type: 'sweep-changed', run: progress() }), tellMs);
  const become = (change: Partial<SweepRunView>) => {
    run = { ...progress(), ...change };
    progress = () => ({ ...run, statistics: results.statistics.get() });
    tell.request();
  };
  const isBusy = () => ['reading', 'running', 'paused'].includes(progress().state);
  const keep = (change: Partial<typeof kept>) => {
    kept = { ...kept, ...change };
    values.write('sweep', kept);
  };

  const sweep = async (inputs: SweepInputs): Promise<void> => {
    const { signal } = cancelling;
    const counted = createSweepProgress({ clock, control, fraction: inputs.fraction });
    let problem: string | null = null;
    progress = () => ({ ...run, ...counted.get(), statistics: results.statistics.get() });
    const end = await runSweep({
      plan: planOf(kept.order, options),
      inputs: inputs.stream(),
      isDone: results.isDone,
      onResult: (result) => {
        const added = results.add(result);
        if (!added.ok) {
          problem ??= `The results cannot be written: ${String(added.error.cause)}`;
          cancelling.abort();
        }
        counted.add();
        tell.request();
      },
      transport: options.transport,
      ...{ clock, signal, control },
    });
    results.close();
    if (problem !== null) become({ state: 'failed', problem });
    else become({ state: end });
    if (end === 'done') keep({ end: 'done' });
  };
  const begin = (inputs: SweepInputs, how: 'anew' | 'on') => {
    cancelling = new AbortController();
    control = createSweepControl(clock);
    run = { ...emptySweepRun, state: 'running' };
    progress = () => run;
    const ready = how === 'on' ? results.resume() : Promise.resolve(results.reset());
    return ready
      .then(() => sweep(inputs))
      .catch((error: unknown) => {
        const detail = error instanceof Error ? error.message : String(error);
        become({ state: 'failed', problem: `The sweep ended early: ${detail}.` });
      });
  };
  const openFor = (order: SweepOrder): Result<SweepInputs, WorkbenchError> => {
    switch (order.source) {
      case 'files':
        return open(kept.files);
      case 'loaded':
        return ok(fromMemory('loaded', options.certificates.list()));
      case 'lab':
        return ok(fromMemory('lab', options.ca.certificates()));
    }
  };

  return {
    view: () => ({
      order: kept.order,
      chosen: chosen?.shown ?? null,
      issuers: issuersOf(options).length,
      run: progress(),
    }),
    choose: (label, files) => {
      const opened = open(files);
      if (!opened.ok) return opened;
      chosen = { shown: { label, files: files.length, octets: opened.value.octets }, files };
      return ok(chosen.shown);
    },
    start: (order) => {
      if (isBusy()) return err({ code: 'busy', what: 'sweep' });
      const problems = findProblems(order, chosen);
      if (problems.length > 0) return err({ code: 'fields-invalid', problems });
      kept = {
        ...kept,
        order,
        files: [...(chosen?.files ?? [])],
        label: chosen?.shown.label ?? '',
      };
      const inputs = openFor(order);
      if (!inputs.ok) return inputs;
      keep({ end: 'open' });
      return ok({ finished: begin(inputs.value, 'anew') });
    },
    resume: () => {
      if (isBusy()) return err({ code: 'busy', what: 'sweep' });
      const inputs = openFor(kept.order);
      if (!inputs.ok) return inputs;
      return ok({ finished: begin(inputs.value, 'on') });
    },
    setPaused: (isPaused) => {
      if (!isBusy()) return;
      if (isPaused) control.pause();
      else control.resume();
      tell.request();
    },
    cancel: () => cancelling.abort(),
    page: results.page,
    all: results.all,
    close: () => {
      cancelling.abort();
      results.close();
    },
  };
}

function open(files: readonly string[]): Result<SweepInputs & { octets: number }, WorkbenchError> {
  try {
    return ok(openSweepInputs(files, () => nothing()));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return err({ code: 'input-refused', message: `It cannot be read: ${message}.` });
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Certificates that are at hand as if they were read. */
function fromMemory(
  source: string,
  certificates: readonly { readonly der: Uint8Array }[],
): SweepInputs {
  let read = 0;
  return {
    octets: 0,
    fraction: () => (certificates.length === 0 ? 1 : read / certificates.length),
    stream: async function* () {
      for (const [index, { der }] of certificates.entries()) {
        read = index + 1;
        yield { source, number: index + 1, block: { kind: 'certificate', der } };
      }
    },
  };
}

/** CAs whose certificates can be asked about: those that are loaded, and the lab's. */
function issuersOf({
  certificates,
  ca,
}: Pick<SweepRunsOptions, 'certificates' | 'ca'>): readonly Certificate[] {
  const lab = ca
    .certificates()
    .filter(({ role }) => role.endsWith('-ca'))
    .flatMap(({ der }) => {
      const decoded = decodeCertificate(der);
      return decoded.ok ? [decoded.value] : [];
    });
  return [...certificates.authorities(), ...lab];
}

function planOf(order: SweepOrder, options: SweepRunsOptions) {
  const { parallel, perSecond, batch, retries, responderUri } = order;
  return {
    policy: { ...options.policy(), responderUri, maxResponseBytes: 1_048_576 },
    issuers: issuersOf(options),
    ...{ parallel, perSecond, batch, retries },
    backOffMs: 500,
  };
}

function findProblems(order: SweepOrder, chosen: unknown): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const check = (
    field: keyof SweepOrder,
    value: number,
    [least, most]: readonly [number, number],
  ) => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    problems.push({ field, message: `From ${least} to ${most}.` });
  };
  check('parallel', order.parallel, [1, 256]);
  if (order.perSecond !== null) check('perSecond', order.perSecond, [1, 100_000]);
  check('batch', order.batch, [1, 100]);
  check('retries', order.retries, [0, 20]);
  if (order.responderUri !== null && !parseResponderUri(order.responderUri).ok) {
    problems.push({ field: 'responderUri', message: 'This is no http or https URI.' });
  }
  if (order.source === 'files' && chosen === null) {
    problems.push({ field: 'source', message: 'Choose files or a folder first.' });
  }
  return problems;
}
