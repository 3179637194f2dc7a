import { judgeChain } from '#engine/judge/judge.ts';
import { anchorsUsedBy } from '#engine/judge/used-anchors.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import { writeCase } from '#shared/case/case-file.ts';
import { findStep } from '#shared/flow/find-step.ts';
import type { Flow, FlowFilter } from '#shared/flow/flow.ts';
import type { CaseOpened, CaseOrigin } from '#shared/flow/steps/case-opened.ts';
import type { LoadProblem, LoadReport } from '#shared/model/certificate.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { EventHub } from '../events.ts';
import { type CaseText, caseTextOf } from '../flow-case.ts';
import type { Flows } from '../flows.ts';
import type { Input } from '../objects/open-inputs.ts';
import { anonymiseCase } from './anonymise/anonymise-case.ts';
import { caseInputKind } from './case-inputs.ts';
import { casesOfCapture, casesOfMessages } from './cases-of-inputs.ts';
import { freshCases } from './fresh-cases.ts';
import { type CaseProblem, type OpenCase, readOpenCase } from './read-case.ts';
import { type ReplayPlan, replay, replayJsonText } from './replayed.ts';

/** Cases: opened from files as flows, saved from flows, judged again. */
export interface Cases {
  /** Which of the inputs hold cases; the others are for somebody else. */
  sort(inputs: readonly Input[]): {
    readonly cases: readonly Input[];
    readonly others: readonly Input[];
  };
  /** Opens case files, HAR files and packet captures: each case becomes a flow. The reports say what did not. */
  open(inputs: readonly Input[]): readonly LoadReport[];
  /** Opens a saved request with the response to it. */
  openMessages(inputs: readonly Input[]): readonly LoadReport[];
  /** Flows as case files. */
  texts(flowIds: readonly string[]): Result<readonly CaseText[], WorkbenchError>;
  /** Those of the listed flows that a case can be made of, up to a thousand, newest first. */
  listed(filter: FlowFilter): readonly CaseText[];
  /** Judges the case of a flow again by the policy in force; resolves to the new flow. */
  replayHere(flowId: string): Result<{ readonly flowId: string }, WorkbenchError>;
  /** A flow as a case that names nobody and comes to the same verdict. */
  anonymous(flowId: string): Promise<Result<CaseText, WorkbenchError>>;
  /** What `replay --json` prints of the case of a flow. */
  replayJson(flowId: string): Result<string, WorkbenchError>;
}

interface Surroundings {
  readonly flows: Flows;
  readonly hub: EventHub;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly offsetMs: () => number;
  readonly policy: () => Policy;
  /** Certificates at hand: those that were loaded, and the lab's. */
  readonly certificates: () => readonly Certificate[];
}

const mostListed = 1_000;
const asItWas: ReplayPlan = { at: null, policy: null };

export function createCases(around: Surroundings): Cases {
  const { flows, clock } = around;
  const caseFlow = (flowId: string): Result<{ flow: Flow; opened: CaseOpened }, WorkbenchError> => {
    const flow = flows.get(flowId);
    if (!flow.ok) return flow;
    const opened = findStep(flow.value.events, 'case-opened');
    return opened === null
      ? err({ code: 'not-found', what: 'case' })
      : ok({ flow: flow.value, opened });
  };
  const tell = (flowIds: readonly string[], changed: number, remarks: readonly string[]) => {
    if (flowIds.length > 0 || remarks.length > 0) {
      around.hub.emit({ type: 'cases-opened', flowIds, changed, remarks });
    }
  };
  return {
    sort: (inputs) => ({
      cases: inputs.filter((input) => caseInputKind(input) !== null),
      others: inputs.filter((input) => caseInputKind(input) === null),
    }),
    open: (inputs) => {
      const opened = inputs.map((input) => openInput(input, around));
      tell(
        opened.flatMap(({ flowIds }) => flowIds),
        opened.reduce((sum, { changed }) => sum + changed, 0),
        opened.flatMap(({ remarks }) => remarks),
      );
      return opened.flatMap(({ report }) => report ?? []);
    },
    openMessages: (inputs) => {
      const { certificates, policy } = judgedWith(around);
      const by = { certificates, policy, clock, at: clock.now() };
      const made = casesOfMessages(inputs, by);
      const name = inputs.map((input) => input.name).join(' and ');
      if (!made.ok) return [refusal(name, made.error)];
      const { opened, remarks } = freshCases(name, made.value);
      const flowIds = opened.map((one) => begin(one, 'messages', around).id);
      tell(flowIds, 0, distinct(name, remarks));
      return [];
    },
    texts: (flowIds) => {
      const texts: CaseText[] = [];
      for (const flowId of flowIds) {
        const flow = flows.get(flowId);
        if (!flow.ok) return flow;
        const text = caseTextOf(flow.value, around.offsetMs());
        if (!text.ok) return text;
        texts.push(text.value);
      }
      return ok(texts);
    },
    listed: (filter) =>
      flows.list(filter, 0, mostListed).rows.flatMap(({ id }) => {
        const flow = flows.get(id);
        const text = flow.ok ? caseTextOf(flow.value, around.offsetMs()) : flow;
        return text.ok ? [text.value] : [];
      }),
    replayHere: (flowId) => {
      const found = caseFlow(flowId);
      if (!found.ok) return found;
      const { file, octets, origin } = found.value.opened;
      const opened = readOpenCase(file, octets);
      if (!opened.ok) return err({ code: 'not-found', what: 'case' });
      const plan = { at: null, policy: around.policy() };
      const { id } = begin(opened.value, origin, around, plan);
      return ok({ flowId: id });
    },
    anonymous: async (flowId) => {
      const flow = flows.get(flowId);
      const text = flow.ok ? caseTextOf(flow.value, around.offsetMs()) : flow;
      if (!text.ok) return text;
      const opened = readOpenCase(text.value.name, new TextEncoder().encode(text.value.text));
      if (!opened.ok) return err({ code: 'not-found', what: 'case' });
      const made = await anonymiseCase(opened.value, around.random);
      return made.ok
        ? ok({ name: made.value.name, text: writeCase(made.value) })
        : err({ code: 'case-not-anonymous', reason: made.error });
    },
    replayJson: (flowId) => {
      const found = caseFlow(flowId);
      if (!found.ok) return found;
      const opened = readOpenCase(found.value.opened.file, found.value.opened.octets);
      if (!opened.ok) return err({ code: 'not-found', what: 'case' });
      return ok(replayJsonText([replay(opened.value, asItWas, clock).replayed]));
    },
  };
}

interface Opened {
  readonly flowIds: readonly string[];
  readonly changed: number;
  readonly remarks: readonly string[];
  readonly report: LoadReport | null;
}

function openInput(input: Input, around: Surroundings): Opened {
  const kind = caseInputKind(input) ?? 'case';
  if (kind === 'case') {
    const opened = readOpenCase(input.name, input.bytes);
    if (!opened.ok) return { ...none, report: refusal(input.name, opened.error) };
    const { id, changes } = begin(opened.value, 'case', around);
    return { ...none, flowIds: [id], changed: changes > 0 ? 1 : 0 };
  }
  const made = casesOfCapture(kind, input, judgedWith(around));
  if (!made.ok) return { ...none, report: refusal(input.name, made.error) };
  const { opened, remarks } = freshCases(input.name, made.value);
  const flowIds = opened.map((one) => begin(one, kind, around).id);
  return { ...none, flowIds, remarks: distinct(input.name, remarks) };
}

const none: Opened = { flowIds: [], changed: 0, remarks: [], report: null };

function judgedWith({ certificates, policy, clock }: Surroundings) {
  return { certificates: certificates(), policy: policy(), clock };
}

/** More trust anchors than these are kept with a flow only where its verdict rests on them. */
const mostAnchors = 50;

/** Judges a case and keeps that as a flow. */
function begin(
  opened: OpenCase,
  origin: CaseOrigin,
  { flows, clock }: Surroundings,
  plan: ReplayPlan = asItWas,
): { readonly id: string; readonly changes: number } {
  const { policy, outcome, events, replayed } = replay(opened, plan, clock);
  const { file, case: kept } = opened;
  const writer = flows.begin('case', policy);
  const changes = origin === 'case' || plan !== asItWas ? replayed.changes : null;
  writer.record({
    atMs: 0,
    step: {
      type: 'case-opened',
      file,
      origin,
      name: kept.name,
      notes: kept.notes,
      recordedAt: kept.at,
      at: replayed.at,
      octets: new TextEncoder().encode(writeCase({ ...kept, trustAnchors: anchorsKept(opened) })),
      changes,
    },
  });
  for (const event of events) writer.record(event);
  writer.finish(outcome);
  return { id: writer.id, changes: changes?.length ?? 0 };
}

function anchorsKept({ case: kept, evidence }: OpenCase): readonly Uint8Array[] {
  if (kept.trustAnchors.length <= mostAnchors) return kept.trustAnchors;
  const chain = judgeChain(evidence, kept.policy, kept.at);
  return anchorsUsedBy(chain, evidence.trustAnchors).map(({ der }) => der);
}

/** The same remark about many exchanges is made once. */
function distinct(file: string, remarks: readonly string[]): readonly string[] {
  const counts = new Map<string, { first: string; more: number }>();
  for (const remark of remarks) {
    const what = remark.replace(/^(packet|entry) \d+: /, '');
    const known = counts.get(what);
    if (known === undefined) counts.set(what, { first: remark, more: 0 });
    else known.more += 1;
  }
  return [...counts.values()].map(
    ({ first, more }) => `${file}, ${first}${more === 0 ? '' : ` (and ${more} more)`}`,
  );
}

function refusal(origin: string, { message, offset, path }: CaseProblem): LoadReport {
  const problem: LoadProblem = { code: 'case-refused', message, offset, path };
  return { origin, added: [], alreadyLoaded: [], opened: [], problems: [problem] };
}

/** Every certificate at hand, read. */
export function readCertificates(ders: readonly Uint8Array[]): readonly Certificate[] {
  return ders.flatMap((der) => {
    const decoded = decodeCertificateCached(der);
    return decoded.ok ? [decoded.value] : [];
  });
}
