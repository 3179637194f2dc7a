import type { CellResult, ProbeRecord } from '#shared/model/matrix-run.ts';
import { type Criteria, classify } from './classify.ts';
import { ProbeLine, probe } from './probe-line.ts';
import type { TargetRunOptions, Visitor } from './run-target.ts';

interface ExtraOptions extends TargetRunOptions {
  readonly visitor: Visitor;
  readonly criteria: Criteria;
}

/** What a row saw after the revocation; `record` is null where it could not be tried. */
interface Second {
  readonly record: ProbeRecord | null;
  readonly note: string;
}

type Row = (line: ProbeLine, again: () => Promise<ProbeRecord>) => Promise<Second>;

const rows: readonly { readonly id: string; readonly title: string; readonly row: Row }[] = [
  {
    id: 'resumption',
    title: 'good, revoked, session resumed',
    row: async (line, again) => {
      if (line.session === null) return { record: null, note: 'The target gave no session.' };
      const record = await again();
      return { record, note: record.resumed ? 'Resumed.' : 'The target did not resume.' };
    },
  },
  {
    id: 'kept-alive',
    title: 'good, revoked, same connection',
    row: async (line) => {
      if (!line.isOpen()) return { record: null, note: 'The target closed the connection.' };
      return { record: await line.ask('keep-alive'), note: 'On the connection of before.' };
    },
  },
  {
    id: 'server-cache',
    title: 'good, revoked, new handshake',
    row: async (_line, again) => ({ record: await again(), note: 'With a new handshake.' }),
  },
];

/** Lets a good client in, revokes it, and tries again: with its session, its connection, and a new handshake. */
export async function runExtras(options: ExtraOptions): Promise<readonly CellResult[]> {
  const results: CellResult[] = [];
  for (const { id, title, row } of rows) {
    await options.gate.passed(options.signal);
    if (options.signal.aborted) break;
    const result = await runRow(options, { id, title, row });
    results.push(result);
    options.onResult(result);
  }
  return results;
}

async function runRow(
  options: ExtraOptions,
  { id, title, row }: (typeof rows)[number],
): Promise<CellResult> {
  const { makeCell, registry, visitor, criteria, expectation } = options;
  const cell = await makeCell({ id, says: 'good', aia: 'cell', behaviour: {} });
  const visit = visitor(cell.identity);
  const base = { caseId: id, title, family: 'observed', expected: null } as const;
  const line = new ProbeLine(visit);
  try {
    const first = await line.ask(id === 'kept-alive' ? 'keep-alive' : 'close');
    if (classify(first, criteria).kind !== 'admitted') {
      const note = 'The client was not let in while it was good.';
      const questions = registry.questionsOf(cell.id);
      return { ...base, outcome: null, word: 'unclear', record: first, questions, note };
    }
    registry.setStatus(cell.id, 'revoked');
    const before = registry.questionsOf(cell.id).length;
    const session = id === 'resumption' ? line.session : null;
    const second = await row(line, () => probe({ ...visit, session }));
    const questions = registry.questionsOf(cell.id);
    const { record } = second;
    if (record === null) {
      return { ...base, outcome: null, word: 'observed', record, questions, note: second.note };
    }
    const outcome = classify(record, criteria);
    const asked = questions.length - before;
    const isBypass =
      id === 'resumption' && record.resumed && outcome.kind === 'admitted' && asked === 0;
    const isJudged = expectation.table.revoked === 'deny' && questions.length > 0;
    const word = isJudged && isBypass ? 'never-asks' : 'observed';
    const note = `${second.note} The responder was asked ${asked === 0 ? 'nothing' : `${asked} more`} after the revocation.`;
    return { ...base, outcome, word, record, questions, note };
  } finally {
    line.close();
  }
}
