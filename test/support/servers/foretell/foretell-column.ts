import { readFile } from 'node:fs/promises';
import { evidenceOfFlow } from '#engine/judge/evidence-of-flow.ts';
import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { judgeFlowByAll } from '#engine/judge/profiles/judge-flow.ts';
import { type MatrixCase, matrixCases } from '#matrix/cases.ts';
import { expectationOf } from '#matrix/expect.ts';
import { decodePem } from '#pki/x509/pem.ts';
import { importSettings } from '#settings-of-others/import-settings.ts';
import type { TargetColumn } from '#shared/model/matrix-run.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { ProductId } from '#shared/model/settings-of-others.ts';
import { certificateOf, createTestEngine, type TestEngine } from '../../engine.ts';
import type { MatrixBench } from '../matrix-bench.ts';
import { judgeOfImport } from './judge-of-import.ts';

/** A configuration that a server runs with. */
export interface RunningConfiguration {
  readonly product: ProductId;
  readonly text: string;
  /** PEM file of the trust anchors that the configuration names. */
  readonly trust: string;
}

/** What is foretold of one case, and by which words. */
interface ForetoldCase {
  readonly admits: boolean;
  readonly why: string;
}

/** What a configuration foretells of a column. */
export interface Foretelling {
  /** Who foretells: a program's profile with its version, or the policy alone. */
  readonly by: string;
  /** By the id of the case; what is not in it is not foretold. */
  readonly cases: ReadonlyMap<string, ForetoldCase>;
}

/**
 * Foretells a column without a visit to the server: the engine asks the bench's responder about a certificate of
 * each case as the imported policy says, and the program's profile judges what came. The policy alone foretells
 * where it asks nobody, or where the program has no profile. null where the configuration cannot be read.
 */
export async function foretellColumn(
  bench: MatrixBench,
  { product, text, trust }: RunningConfiguration,
  cases: readonly MatrixCase[] = matrixCases,
): Promise<Foretelling | null> {
  const imported = importSettings([{ name: product, text }], { product, server: null });
  if (!imported.ok) return null;
  const { policy } = imported.value;
  const judge = policy.ocsp === 'enabled' ? judgeOfImport(imported.value) : null;
  if (judge === null) return foretellByPolicy(policy, cases);
  const anchors = certificatesIn(await readFile(trust, 'utf8'));
  const engine = createTestEngine();
  try {
    const judged = await Promise.all(
      cases.map(async (each) => {
        const foretold = await judgeCase(each, { bench, engine, judge, policy, anchors });
        return [each.id, foretold] as const;
      }),
    );
    const { name, version, evidence } = judge.profile;
    const rests = evidence === 'observed' ? 'compared with the running program' : 'read in source';
    return { by: `${name} ${version}, ${rests}`, cases: new Map(judged) };
  } finally {
    engine.close();
  }
}

function foretellByPolicy(policy: Policy, cases: readonly MatrixCase[]): Foretelling {
  const table = expectationOf(policy);
  const foretold = new Map<string, ForetoldCase>();
  for (const { id, family } of cases) {
    if (policy.ocsp === 'not-enabled') foretold.set(id, { admits: true, why: 'nobody is asked' });
    else if (family !== 'control' && family !== 'observed') {
      foretold.set(id, { admits: table[family] === 'admit', why: 'by the policy' });
    }
  }
  return { by: 'the policy alone', cases: foretold };
}

interface JudgingBy {
  readonly bench: MatrixBench;
  readonly engine: TestEngine;
  readonly judge: SetJudge;
  readonly policy: Policy;
  readonly anchors: ReturnType<typeof certificatesIn>;
}

async function judgeCase(
  each: MatrixCase,
  { bench, engine, judge, policy, anchors }: JudgingBy,
): Promise<ForetoldCase> {
  const cell = await bench.makeCell(each);
  const [certificate, ...chain] = certificatesIn(cell.identity.certificatePem);
  if (certificate === undefined) throw new Error(`${each.id} has no certificate`);
  const { flow } = await engine.ask({
    certificate,
    chain,
    trustAnchors: anchors,
    purpose: 'client',
    policy,
  });
  const parts = evidenceOfFlow(flow);
  if (parts === null) throw new Error(`the flow of ${each.id} holds no evidence`);
  // A flow keeps the anchors that our own chain rests on; the program knows the whole file.
  const own = parts.map((part) => ({
    ...part,
    evidence: { ...part.evidence, trustAnchors: anchors },
  }));
  const [judged] = judgeFlowByAll(own, [judge]);
  if (judged === undefined) throw new Error('an opinion for each judge');
  return { admits: judged.opinion.admits, why: judged.opinion.sentence };
}

function certificatesIn(pem: string) {
  return decodePem(pem).blocks.map(({ der }) => certificateOf(der));
}

/** A case that became otherwise than foretold. */
export interface Surprise {
  readonly caseId: string;
  /** In words: `slow bytes: foretold denied (…), hung`. */
  readonly words: string;
}

/** Where a column is otherwise than foretold. */
export function surprisesIn(column: TargetColumn, { cases }: Foretelling): readonly Surprise[] {
  return column.cells.flatMap(({ caseId, outcome, title }) => {
    const foretold = cases.get(caseId);
    if (foretold === undefined) return [];
    const word = foretold.admits ? 'admitted' : 'denied';
    const became = outcome?.kind ?? 'not tried';
    if (became === word) return [];
    return [{ caseId, words: `${title}: foretold ${word} (${foretold.why}), ${became}` }];
  });
}
