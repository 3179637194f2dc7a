import type {
  CellResult,
  NamedExpectation,
  ProbeRecord,
  TargetColumn,
} from '#shared/model/matrix-run.ts';
import type { NetworkMode } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { DurationMs } from '#shared/model/time.ts';
import type { MatrixCase } from './cases.ts';
import type { Cell, CellIdentity, CellRegistry } from './cell.ts';
import { type Criteria, classify } from './classify.ts';
import { type ControlRecords, controlPlans, learn, stillHolds } from './controls.ts';
import { headlineFor, judgeCell, worstOf } from './expect.ts';
import { runExtras } from './extra-rows.ts';
import { inPool } from './in-pool.ts';
import { type CellMaker, isImpossible, type ResponderPlace } from './make-cells.ts';
import type { PauseGate } from './pause-gate.ts';
import { type ProbeOptions, probe } from './probe-line.ts';
import { type MatrixTarget, urlOf } from './target.ts';
import { tlsNotes, trustNotes } from './target-notes.ts';
import { refusedColumn, refuseTarget, voidColumn, voidText } from './void-column.ts';

export interface TargetRunOptions {
  readonly target: MatrixTarget;
  readonly cases: readonly MatrixCase[];
  readonly expectation: NamedExpectation;
  readonly patienceMs: DurationMs;
  readonly parallel: number;
  readonly registry: CellRegistry;
  readonly responder: ResponderPlace;
  readonly makeCell: CellMaker;
  readonly clock: Clock;
  readonly network: NetworkMode;
  readonly gate: PauseGate;
  readonly signal: AbortSignal;
  readonly onResult: (result: CellResult) => void;
}

/** What a visit is made with, apart from its client. */
export type Visitor = (
  identity: CellIdentity | null,
) => Omit<ProbeOptions, 'session'> & { readonly session: null };

/** Measures one target: controls first and last, the hanging cases after the others. */
export async function runTarget(options: TargetRunOptions): Promise<TargetColumn> {
  const { target, clock, patienceMs, signal, gate } = options;
  const refused = refuseTarget(target, options.network);
  if (refused !== null) return refusedColumn(options, refused);
  const pin: { fingerprint: string | null } = { fingerprint: null };
  const visitor: Visitor = (identity) => ({
    target,
    identity,
    pinned: pin.fingerprint,
    patienceMs,
    clock,
    session: null,
    signal,
  });
  await gate.passed(signal);
  const controls = await visitControls(options, visitor, pin);
  const lesson = learn(controls.records, target.success);
  const notes = [
    ...trustNotes(target, pin.fingerprint),
    ...(await tlsNotes(options, controls.records.good)),
  ];
  const { good } = controls.records;
  const facts = {
    name: target.name,
    url: urlOf(target),
    serverHeader: good.headers.server ?? null,
    serverFingerprint: good.serverFingerprint,
  };
  if (lesson.state === 'void') {
    const results = controls.cells.map((each) => controlResult(each, null, options));
    return { ...facts, ...voidColumn(options, results, lesson.causes), notes };
  }
  const { criteria } = lesson;
  const first = controls.cells.map((each) => controlResult(each, criteria, options));
  for (const result of first) options.onResult(result);
  const cells = await visitCases(options, visitor, criteria);
  await gate.passed(signal);
  const extras = await runExtras({ ...options, visitor, criteria });
  const last = await visitLast(options, visitor, criteria);
  const measured = { success: criteria.success, notes, cells, extras };
  const all = [...first, last, ...cells, ...extras];
  if (last.outcome?.kind !== 'admitted') {
    const causes = [
      'The good client was let in at first and not at the end: the target changed, or gave way, meanwhile.',
    ];
    const headline = { word: 'void', text: voidText } as const;
    const state = { state: 'void', voidCauses: causes, headline } as const;
    return { ...facts, ...measured, controls: [...first, last], ...state };
  }
  const word = worstOf(all.flatMap((each) => (each.word === 'void' ? [] : [each.word])));
  const casesOf = (worst: CellResult['word']) =>
    all.filter((each) => each.word === worst).map(({ caseId }) => caseId);
  return {
    ...facts,
    ...measured,
    controls: [...first, last],
    state: 'measured',
    voidCauses: [],
    headline: { word, text: headlineFor(word, casesOf(word)) },
  };
}

interface VisitedControl {
  readonly id: string;
  readonly title: string;
  readonly cell: Cell | null;
  readonly record: ProbeRecord;
}

async function visitControls(
  { makeCell, registry }: TargetRunOptions,
  visitor: Visitor,
  pin: { fingerprint: string | null },
): Promise<{ readonly records: ControlRecords; readonly cells: readonly VisitedControl[] }> {
  const goodCell = await makeCell(controlPlans.good);
  const good = await probe(visitor(goodCell.identity));
  pin.fingerprint = good.serverFingerprint;
  const none = await probe(visitor(null));
  const expiredCell = await makeCell(controlPlans.expired);
  const expired = await probe(visitor(expiredCell.identity));
  const strangerCell = await makeCell(controlPlans.stranger);
  const stranger = await probe(visitor(strangerCell.identity));
  const questions = registry.questionsOf(goodCell.id).length;
  return {
    records: { good, none, denied: [expired, stranger], questions },
    cells: [
      { id: 'control-good', title: 'control: good', cell: goodCell, record: good },
      { id: 'control-none', title: 'control: no certificate', cell: null, record: none },
      { id: 'control-expired', title: 'control: expired', cell: expiredCell, record: expired },
      { id: 'control-stranger', title: 'control: stranger', cell: strangerCell, record: stranger },
    ],
  };
}

function controlResult(
  { id, title, cell, record }: VisitedControl,
  criteria: Criteria | null,
  { registry, expectation }: TargetRunOptions,
): CellResult {
  const isGood = id === 'control-good';
  const questions = cell === null ? [] : registry.questionsOf(cell.id);
  const outcome = classify(record, criteria ?? { success: nothing, denials: [] });
  const table = expectation.table;
  const judged = judgeCell({ family: 'control', aia: 'cell' }, outcome, {
    expectation: table,
    questions: questions.length,
  });
  const word = criteria === null ? 'void' : isGood ? 'as-expected' : judged;
  return {
    caseId: id,
    title,
    family: 'control',
    outcome,
    word,
    expected: isGood ? 'admit' : 'deny',
    record,
    questions,
    note: null,
  };
}

/** A criterion that no answer meets: without the controls nobody counts as let in. */
const nothing = { statuses: [], header: null, bodyContains: null };

async function visitCases(
  options: TargetRunOptions,
  visitor: Visitor,
  criteria: Criteria,
): Promise<readonly CellResult[]> {
  const { cases, makeCell, registry, responder, expectation, onResult } = options;
  const results = new Map<string, CellResult>();
  const visit = async (each: MatrixCase) => {
    const { id: caseId, title, family } = each;
    const expected =
      family === 'observed' || family === 'control' ? null : expectation.table[family];
    const base = { caseId, title, family, expected };
    if (isImpossible(each, responder)) {
      const note = 'Not possible while the responder has an address of its own for the target.';
      const skipped = {
        outcome: null,
        word: 'observed',
        record: null,
        questions: [],
        note,
      } as const;
      results.set(caseId, { ...base, ...skipped });
      return;
    }
    const cell = await makeCell(each);
    const record = await probe(visitor(cell.identity));
    const outcome = classify(record, criteria);
    const questions = registry.questionsOf(cell.id);
    const word = judgeCell(each, outcome, {
      expectation: expectation.table,
      questions: questions.length,
    });
    const result = { ...base, outcome, word, record, questions, note: null };
    results.set(caseId, result);
    onResult(result);
  };
  await inPool(
    cases.filter(({ hangs }) => !hangs),
    visit,
    options,
  );
  await inPool(
    cases.filter(({ hangs }) => hangs),
    visit,
    options,
  );
  return cases.flatMap(({ id }) => results.get(id) ?? []);
}

async function visitLast(
  options: TargetRunOptions,
  visitor: Visitor,
  criteria: Criteria,
): Promise<CellResult> {
  const cell = await options.makeCell(controlPlans.good);
  const record = await probe(visitor(cell.identity));
  const visited = { id: 'control-good', title: 'control: good, again', cell, record };
  const result = controlResult(visited, criteria, options);
  const word = stillHolds(record, criteria) ? 'as-expected' : 'void';
  const last: CellResult = { ...result, caseId: 'control-good-again', word };
  options.onResult(last);
  return last;
}
