import { describe, expect, it } from 'vitest';
import { createOtherJudge } from '#workbench/mtls/other-judge.ts';

function values(first: unknown = undefined) {
  let kept: unknown = first;
  return {
    read: () => kept,
    write: (_name: string, value: unknown) => {
      kept = value;
    },
  };
}

describe('the program that decides in our place', () => {
  it('is kept with its settings, until it is us again', () => {
    const storage = values();
    const other = createOtherJudge(storage);
    expect(other.judge()).toBeNull();
    const wanted = { judge: 'apache-2.4', settings: { SSLOCSPResponseTimeSkew: '10' } };
    expect(other.choose(wanted).ok).toBe(true);
    const again = createOtherJudge(storage);
    expect(again.chosen()).toEqual(wanted);
    expect(again.judge()?.settings.number('SSLOCSPResponseTimeSkew')).toBe(10);
    other.choose(null);
    expect(createOtherJudge(storage).chosen()).toBeNull();
  });

  it('is refused with the field that is wrong, and what was chosen stays', () => {
    const other = createOtherJudge(values());
    other.choose({ judge: 'jdk-17', settings: {} });
    const settings = { SSLOCSPResponseTimeSkew: 'soon' };
    expect(other.choose({ judge: 'apache-2.4', settings })).toEqual({
      ok: false,
      error: {
        code: 'fields-invalid',
        problems: [
          {
            field: 'SSLOCSPResponseTimeSkew',
            message: 'SSLOCSPResponseTimeSkew has to be a whole number.',
          },
        ],
      },
    });
    expect(other.choose({ judge: 'nobody', settings: {} }).ok).toBe(false);
    expect(other.chosen()?.judge).toBe('jdk-17');
  });

  it('is forgotten where a stored one is not known', () => {
    const other = createOtherJudge(values({ judge: 'of-tomorrow', settings: {} }));
    expect([other.chosen(), other.judge()]).toEqual([null, null]);
  });
});
