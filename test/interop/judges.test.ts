import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareWithProfile, disagreements } from '../support/judges/live/compare.ts';
import type { LiveJudge } from '../support/judges/live/live-judge.ts';
import { liveNginx } from '../support/judges/live/nginx.ts';
import { liveOpenssl3019, liveOpenssl3022 } from '../support/judges/live/openssl.ts';
import { livePkijs } from '../support/judges/live/pkijs.ts';
import { type JudgeStage, openJudgeStage } from '../support/judges/live/stage.ts';
import { liveCurl } from '../support/judges/live/staple.ts';
import { namedRecipes } from '../support/judges/named-recipes.ts';
import { recipeOf } from '../support/judges/response-recipe.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('judges');
let stage: JudgeStage;

beforeAll(async () => {
  stage = await openJudgeStage(temp.path, Date.now());
});

afterAll(() => stage.close());

/** `npm run judges` asks every program that is installed, and far more. */
const sample = Array.from({ length: 60 }, (_, i) => recipeOf(2_026 + i));

describe('a program and its profile say the same of new responses', () => {
  it('openssl, by the profile of its version', async () => {
    const isNewer = (await liveOpenssl3022.version()) !== null;
    await expectAgreement(isNewer ? liveOpenssl3022 : liveOpenssl3019);
  });

  it.each([liveNginx, livePkijs])('$id', expectAgreement);

  async function expectAgreement(judge: LiveJudge): Promise<void> {
    expect(await judge.version()).not.toBeNull();
    const cases = await stage.prepare([...Object.values(namedRecipes), ...sample]);
    const comparisons = await compareWithProfile(judge, cases, stage);
    expect(comparisons.length).toBe(cases.length);
    expect(disagreements(comparisons)).toEqual([]);
  }

  it('curl-7.88, which takes a server for each', async () => {
    expect(await liveCurl.version()).not.toBeNull();
    const cases = await stage.prepare(sample.slice(0, 15));
    expect(disagreements(await compareWithProfile(liveCurl, cases, stage))).toEqual([]);
  });
});
