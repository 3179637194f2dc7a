import { findStep, findStepIndex, type StepOf } from '#shared/flow/find-step.ts';
import type { Flow, FlowEvent, FlowStep } from '#shared/flow/flow.ts';
import { type FlowSource, hasClient } from '#shared/flow/source.ts';
import { decisionWords } from '#shared/flow/steps/decision-made.ts';
import { readStep } from '#shared/flow/steps/read-step.ts';
import { decisionTone } from '#shared/flow/tone.ts';
import type { Fallback, Policy } from '#shared/model/policy.ts';
import type { Decision, RevocationStatus } from '#shared/model/verdict.ts';
import { clientInWords } from '#shared/wording/client.ts';
import type { PlanBranch, PlanRow, SequencePlan } from './plan.ts';
import { rowsOfEvent } from './step-rows.ts';

/** What is drawn: a flow, or before there is one the way that the policy would go. */
export type SequenceSubject =
  | { readonly kind: 'flow'; readonly flow: Flow }
  | {
      readonly kind: 'preview';
      readonly policy: Policy;
      readonly uri: string | null;
      /** Whether a client would connect, or the person asks in its place. */
      readonly asker: 'client' | 'person';
    };

/** Lays out what happened, and what could have, without any geometry. */
export function planSequence(subject: SequenceSubject): SequencePlan {
  const flow = subject.kind === 'flow' ? subject.flow : null;
  const policy = subject.kind === 'flow' ? subject.flow.policy : subject.policy;
  const facts = collectFacts(flow, subject.kind === 'flow' ? 'client' : subject.asker);
  const isOff = facts.notEnabled !== null || (flow === null && policy.ocsp === 'not-enabled');
  const isDecidedBefore = isBeforeOcsp(facts.decision?.step.decision.decidedBy ?? null);
  const isClosed = isOff || isDecidedBefore;
  return {
    lanes: lanesOf(subject, facts.uri),
    opening: [
      ...rowsWhere(
        flow,
        (step) =>
          step.type === 'handshake-failed' ||
          step.type === 'certificate-presented' ||
          step.type === 'chain-evaluated',
      ),
      ...ghosts(facts, openingGhosts),
    ],
    chain: isDecidedBefore && facts.decision !== null ? chainBranch(facts, facts.decision) : null,
    enabled: {
      state: isClosed ? 'dim' : 'open',
      title: 'OCSP enabled',
      summary: isOff
        ? 'responder URI, cache, request, response; then by status'
        : `not reached: ${earlyWords(facts)}`,
      rows: isClosed ? [] : [...rowsWhere(flow, isBeforeStatus), ...ghosts(facts, ocspGhosts)],
      branches: isClosed ? [] : statusBranches(flow, facts),
    },
    notEnabled: notEnabledBranch(facts, isOff),
  };
}

type EventOf<T extends FlowStep['type']> = {
  readonly index: number;
  readonly atMs: number;
  readonly step: StepOf<T>;
};

interface Facts {
  readonly isLive: boolean;
  readonly rank: number;
  readonly source: FlowSource;
  /** What was decided, in words; empty before. */
  readonly decided: string;
  readonly isCancelled: boolean;
  readonly uri: string | null;
  readonly notEnabled: EventOf<'ocsp-not-enabled'> | null;
  readonly status: EventOf<'status-concluded'> | null;
  readonly decision: EventOf<'decision-made'> | null;
  readonly answer: EventOf<'client-answered'> | null;
}

function collectFacts(flow: Flow | null, asker: 'client' | 'person'): Facts {
  const events = flow?.events ?? [];
  const chosen = find(events, 'responder-uri-chosen');
  const decision = find(events, 'decision-made');
  return {
    isLive: flow === null || flow.outcome === null,
    rank: Math.max(-1, ...events.map(({ step }) => rankOf(step))),
    source: flow?.source ?? (asker === 'client' ? 'client' : 'check'),
    decided: flow === null || decision === null ? '' : readStep(flow, decision.step).label,
    isCancelled: flow?.outcome?.reason?.code === 'cancelled',
    uri: chosen?.step.uri ?? null,
    notEnabled: find(events, 'ocsp-not-enabled'),
    status: find(events, 'status-concluded'),
    decision,
    answer: find(events, 'client-answered'),
  };
}

function find<T extends FlowStep['type']>(
  events: readonly FlowEvent[],
  type: T,
): EventOf<T> | null {
  const index = findStepIndex(events, type);
  const step = findStep(events, type);
  return step === null ? null : { index, atMs: events[index]?.atMs ?? 0, step };
}

/** How far through the sequence a step is; ghosts stand only for what is farther. */
function rankOf(step: FlowStep): number {
  switch (step.type) {
    case 'handshake-failed':
      return 9;
    case 'case-opened':
    case 'certificate-presented':
      return 0;
    case 'chain-evaluated':
      return step.evaluation.outcome === 'trusted' ? 1 : 9;
    case 'responder-uri-chosen':
    case 'intermediate-reached':
      return 2;
    case 'cache-looked-up':
      return step.outcome === 'hit' ? 5 : 3;
    case 'request-sent':
      return 4;
    case 'response-received':
      return 5;
    case 'checks-completed':
      return 6;
    case 'responder-uri-missing':
    case 'exchange-failed':
    case 'response-rejected':
    case 'ocsp-not-enabled':
    case 'status-concluded':
    case 'cache-stored':
    case 'decision-made':
    case 'client-answered':
      return 9;
  }
}

type Ghost = Pick<PlanRow, 'key' | 'label' | 'route'> & { readonly rank: number };

const openingGhosts: readonly Ghost[] = [
  {
    rank: 0,
    key: 'ghost-certificate',
    label: 'Presents certificate',
    route: { kind: 'message', from: 'client', to: 'server', travel: 'arrives' },
  },
  { rank: 1, key: 'ghost-chain', label: 'Chain evaluated', route: { kind: 'self' } },
];

const ocspGhosts: readonly Ghost[] = [
  {
    rank: 2,
    key: 'ghost-uri',
    label: 'Responder URI, configured or from AIA',
    route: { kind: 'self' },
  },
  { rank: 3, key: 'ghost-cache', label: 'Cache lookup', route: { kind: 'self' } },
  {
    rank: 4,
    key: 'ghost-request',
    label: 'Request with the serial number',
    route: { kind: 'message', from: 'server', to: 'responder', travel: 'arrives' },
  },
  {
    rank: 5,
    key: 'ghost-response',
    label: 'Response',
    route: { kind: 'message', from: 'responder', to: 'server', travel: 'arrives' },
  },
  { rank: 6, key: 'ghost-checks', label: 'Response validated', route: { kind: 'self' } },
];

function ghosts(facts: Facts, all: readonly Ghost[]): readonly PlanRow[] {
  if (!facts.isLive) return [];
  return all
    .filter((ghost) => ghost.rank > facts.rank)
    .map(({ key, label, route }) => ({ ...emptyRow, key, label, route }));
}

const emptyRow = {
  eventIndex: null,
  state: 'ghost',
  meta: null,
  detail: null,
  detailPlace: 'below',
  face: 'text',
  tone: 'plain',
  atMs: null,
} as const;

function rowsWhere(flow: Flow | null, wanted: (step: FlowStep) => boolean): readonly PlanRow[] {
  if (flow === null) return [];
  return flow.events.flatMap(({ step }, index) => (wanted(step) ? rowsOfEvent(flow, index) : []));
}

function isBeforeStatus(step: FlowStep): boolean {
  return (
    step.type !== 'handshake-failed' &&
    step.type !== 'certificate-presented' &&
    step.type !== 'chain-evaluated' &&
    step.type !== 'cache-stored'
  );
}

/** The decision as the client sees it. The answer that was sent belongs to the same arrow. */
function decisionRow(facts: Facts, status: RevocationStatus | null): readonly PlanRow[] {
  const { decision, answer } = facts;
  if (decision === null) return [];
  const told = answer?.step.answer;
  const isGone = told?.kind === 'client-gone';
  return [
    {
      ...emptyRow,
      key: `event-${decision.index}`,
      eventIndex: decision.index,
      state: 'done',
      route: { kind: 'message', from: 'server', to: 'client', travel: isGone ? 'lost' : 'arrives' },
      label: facts.decided,
      meta: told?.kind === 'http' ? String(told.status) : told?.kind === 'closed' ? 'closed' : null,
      tone: facts.isCancelled ? 'none' : decisionTone(decision.step.decision, status),
      atMs: decision.atMs,
    },
  ];
}

/** Whether the decision fell before anybody would have been asked. */
function isBeforeOcsp(by: Decision['decidedBy'] | null): boolean {
  return by === 'chain' || by === 'handshake';
}

function earlyWords(facts: Facts): string {
  return facts.decision?.step.decision.decidedBy === 'handshake'
    ? 'the handshake fails'
    : 'chain does not hold';
}

function chainBranch(facts: Facts, decision: EventOf<'decision-made'>): PlanBranch {
  return {
    id: 'chain',
    title: earlyWords(facts),
    summary: decisionWords('deny', facts.source),
    state: 'lit',
    tone: decisionTone(decision.step.decision, null),
    eventIndex: null,
    atMs: null,
    rows: decisionRow(facts, null),
    branches: [],
  };
}

function notEnabledBranch(facts: Facts, isOff: boolean): PlanBranch {
  const isLit = isOff && facts.notEnabled !== null;
  return {
    id: 'not-enabled',
    title: 'OCSP not enabled',
    summary: decisionWords('allow', facts.source),
    state: isLit ? 'lit' : 'dim',
    tone: 'none',
    eventIndex: facts.notEnabled?.index ?? null,
    atMs: facts.notEnabled?.atMs ?? null,
    rows: isLit ? decisionRow(facts, null) : [],
    branches: [],
  };
}

function statusBranches(flow: Flow | null, facts: Facts): readonly PlanBranch[] {
  const concluded = facts.status?.step.status ?? null;
  const stored = rowsWhere(flow, (step) => step.type === 'cache-stored');
  const settled = (id: 'good' | 'revoked', outcome: Decision['outcome']): PlanBranch => ({
    ...branchState(facts, concluded === id),
    id,
    title: `status = ${id}`,
    summary: decisionWords(outcome, facts.source),
    tone: id,
    rows: concluded === id ? [...decisionRow(facts, id), ...stored] : [],
    branches: [],
  });
  return [
    settled('good', 'allow'),
    settled('revoked', 'deny'),
    unsettledBranch(facts, concluded, stored),
  ];
}

function unsettledBranch(
  facts: Facts,
  concluded: RevocationStatus | null,
  stored: readonly PlanRow[],
): PlanBranch {
  const isLit = concluded === 'unknown' || concluded === 'indeterminate';
  const fallback = facts.decision?.step.fallback ?? null;
  const tone = isLit ? concluded : 'none';
  const isOthers = facts.decision?.step.decision.decidedBy === 'another-program';
  const way = (id: Fallback): PlanBranch => ({
    ...branchState(facts, isLit && fallback === id),
    eventIndex: null,
    atMs: null,
    id,
    title: `fallback = ${id}`,
    summary: decisionWords(id === 'allow' ? 'allow' : 'deny', facts.source),
    tone,
    rows: isLit && fallback === id ? [...decisionRow(facts, concluded), ...stored] : [],
    branches: [],
  });
  return {
    ...branchState(facts, isLit),
    id: 'unsettled',
    title: facts.isCancelled ? 'cancelled before there was a status' : litTitle(concluded),
    summary: 'fallback allow: completed · fallback block: denied',
    tone,
    // Another program has no fallback: its decision stands where the status was not settled.
    rows: isLit && isOthers ? [...decisionRow(facts, concluded), ...stored] : [],
    branches: isLit ? [way('allow'), way('block')] : [],
  };
}

function litTitle(concluded: RevocationStatus | null): string {
  if (concluded === 'unknown') return 'status = unknown';
  return concluded === 'indeterminate'
    ? 'the check failed'
    : 'status = unknown, or the check fails';
}

function branchState(
  facts: Facts,
  isLit: boolean,
): Pick<PlanBranch, 'state' | 'eventIndex' | 'atMs'> {
  return isLit
    ? { state: 'lit', eventIndex: facts.status?.index ?? null, atMs: facts.status?.atMs ?? null }
    : { state: 'dim', eventIndex: null, atMs: null };
}

function lanesOf(subject: SequenceSubject, chosenUri: string | null): SequencePlan['lanes'] {
  const flow = subject.kind === 'flow' ? subject.flow : null;
  const uri = subject.kind === 'preview' ? subject.uri : chosenUri;
  const isServed =
    subject.kind === 'preview' ? subject.asker === 'client' : hasClient(subject.flow.source);
  const host = uri === null ? null : /^[a-z]+:\/\/([^/?#]+)/i.exec(uri)?.[1];
  return {
    client: { title: 'Client', role: isServed ? peerOf(flow) : 'you, in its place' },
    server: { title: 'mTLS server', role: isServed ? 'this policy' : 'Revoscope, in its place' },
    responder: {
      title: 'OCSP responder',
      role: host ?? (flow !== null && flow.outcome !== null ? 'not asked' : 'not known yet'),
    },
  };
}

function peerOf(flow: Flow | null): string {
  if (flow === null) return 'built-in client';
  const presented = find(flow.events, 'certificate-presented');
  const connection = presented?.step.connection ?? null;
  if (connection === null) return 'connected';
  return clientInWords(connection) ?? connection.peerAddress;
}
