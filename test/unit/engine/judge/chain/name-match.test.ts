import { describe, expect, it } from 'vitest';
import { matchName } from '#engine/judge/chain/name-match.ts';

describe('matchName', () => {
  it.each([
    ['dns', 'bad.example.', 'bad.example'],
    ['dns', 'a.bad.example.', 'bad.example'],
    ['dns', 'bad.example', 'bad.example.'],
    ['email', 'a@bad.example.', 'bad.example'],
    ['uri', 'https://bad.example./x', 'bad.example'],
  ] as const)(
    'does not let %s %s past an excluded %s by the point at its end',
    (form, name, base) => {
      expect(matchName({ form, value: name }, { form, value: base })).toBe('cannot-compare');
    },
  );

  it.each([
    ['dns', 'A.Bad.Example', 'bad.example', 'within'],
    ['dns', 'notbad.example', 'bad.example', 'outside'],
    ['dns', 'any.example', '', 'within'],
    ['email', 'a@BAD.example', 'bad.example', 'within'],
    ['email', 'a@b.bad.example', 'bad.example', 'outside'],
    ['uri', 'https://user@bad.example:1/', 'bad.example', 'within'],
    ['uri', 'https://bad.example@good.example/', 'bad.example', 'outside'],
  ] as const)('compares %s %s with %s as RFC 5280 §4.2.1.10: %s', (form, name, base, match) => {
    expect(matchName({ form, value: name }, { form, value: base })).toBe(match);
  });
});
