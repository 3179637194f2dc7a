import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namedRecipes } from '../named-recipes.ts';
import { recipeOf } from '../response-recipe.ts';
import { liveJudges } from './all-judges.ts';
import { type Comparison, compareWithProfile, disagreements } from './compare.ts';
import type { LiveJudge } from './live-judge.ts';
import { judgesPage, type MeasuredJudge } from './page.ts';
import { type JudgeStage, type LiveCase, openJudgeStage } from './stage.ts';

/** What a run came to. */
export interface JudgesMeasured {
  readonly asked: number;
  readonly disagreements: readonly string[];
}

/** Asks every installed program, and writes what was measured to `page`. `say` tells how far it is. */
export async function measureJudges(options: {
  readonly count: number;
  readonly seed: number;
  readonly page: string;
  readonly say: (line: string) => void;
}): Promise<JudgesMeasured> {
  const { count, seed, page, say } = options;
  const dir = await mkdtemp(join(tmpdir(), 'revoscope-judges-'));
  const startedAt = Date.now();
  const stage = await openJudgeStage(dir, startedAt);
  try {
    const named = Object.entries(namedRecipes);
    const seeded = Array.from({ length: count }, (_, i) => recipeOf(seed + i));
    const cases = await stage.prepare([...named.map(([, recipe]) => recipe), ...seeded]);
    const measured: MeasuredJudge[] = [];
    for (const judge of liveJudges) {
      const found = await measureOne(judge, cases, stage);
      say(tell(found));
      measured.push(found);
    }
    const names = named.map(([name]) => name);
    await writeFile(page, judgesPage({ names, measured, at: startedAt, count, seed }));
    return {
      asked: measured.reduce((sum, { comparisons }) => sum + comparisons.length, 0),
      disagreements: measured.flatMap(({ comparisons }) => disagreements(comparisons)),
    };
  } finally {
    await stage.close();
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function measureOne(
  judge: LiveJudge,
  cases: readonly LiveCase[],
  stage: JudgeStage,
): Promise<MeasuredJudge> {
  const version = await judge.version();
  const comparisons: readonly Comparison[] =
    version === null ? [] : await compareWithProfile(judge, cases, stage);
  return { judge, version, comparisons };
}

function tell({ judge, version, comparisons }: MeasuredJudge): string {
  if (version === null) {
    const packages = judge.packages.join(' ');
    return `${judge.id}: not installed in the version that its profile is of; Debian: ${packages}`;
  }
  const differ = disagreements(comparisons).length;
  return `${judge.id}: ${version}, ${comparisons.length} asked, ${differ} differ`;
}
