import { describe, expect, it } from 'vitest';
import type { ProgramOpinion } from '#shared/model/judged-by.ts';
import {
  agreementWords,
  arrangeOpinions,
  turnWords,
} from '../../../../../src/renderer/src/features/judges/judge-words.ts';

function opinion(changes: Partial<ProgramOpinion>): ProgramOpinion {
  const base = {
    id: 'x',
    name: 'Program',
    version: '1',
    source: '',
    evidence: 'observed',
  } as const;
  const verdict = { code: 'G', admits: true, sentence: '', decidedBy: '', rules: [] } as const;
  return { ...base, ...verdict, agrees: true, turn: null, ...changes };
}

describe('the opinions of other programs', () => {
  it('stand with those that differ first, then by how strict they are', () => {
    const all = [
      opinion({ id: 'good' }),
      opinion({ id: 'refuses', code: 'X' }),
      opinion({ id: 'differs', code: 'G', agrees: false }),
      opinion({ id: 'differs and refuses', code: 'X', agrees: false }),
    ];
    expect(arrangeOpinions(all).map(({ id }) => id)).toEqual([
      'differs and refuses',
      'differs',
      'refuses',
      'good',
    ]);
  });

  it('are counted in a sentence', () => {
    const differs = opinion({ agrees: false });
    expect(agreementWords([opinion({})])).toBe('All 1 programs decide as we do.');
    expect(agreementWords([differs, opinion({})])).toMatch(/^1 of 2 programs decides otherwise/);
  });

  it('say what would turn them, by name and version', () => {
    expect(turnWords(opinion({ admits: false, turn: 'nextUpdate lay ahead' }))).toBe(
      'Program 1 would accept it if nextUpdate lay ahead.',
    );
    expect(turnWords(opinion({}))).toBeNull();
  });
});
