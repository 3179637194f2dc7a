import { describe, expect, it } from 'vitest';
import { toSafeJson, toSafeText } from '#shared/wording/safe-text.ts';

/** Names that have been put into certificates to be read as other ones. */
const hostile: readonly (readonly [what: string, text: string, shown: string])[] = [
  ['an escape sequence', '\u001b[2Jbank', '\\u001B[2Jbank'],
  ['a NUL', 'bank.example\u0000.evil.example', 'bank.example\\u0000.evil.example'],
  ['a right-to-left override', 'moc.knab\u202e', 'moc.knab\\u202E'],
  ['an isolate', '\u2066x\u2069', '\\u2066x\\u2069'],
  ['a zero width space', 'ba\u200bnk', 'ba\\u200Bnk'],
  ['a byte order mark', '\ufeffbank', '\\uFEFFbank'],
  ['a C1 control', '\u009b31m', '\\u009B31m'],
  ['a line break', 'a\r\nb', 'a\\u000D\\u000Ab'],
  ['a line separator', 'a\u2028b', 'a\\u2028b'],
  ['a filler without a mark', 'a\u3164b', 'a\\u3164b'],
  ['a tag character', 'a\u{e0041}b', 'a\\u{E0041}b'],
  ['half of a pair', 'a\ud800b', 'a\\uD800b'],
];

describe('toSafeText', () => {
  it.each(hostile)('shows %s as what it is', (_what, text, shown) => {
    expect(toSafeText(text)).toBe(shown);
  });

  it.each(['Müller & Søn GmbH', '中文 証明書', 'مثال', 'a\\u202E', 'Łódź 🔑'])(
    'leaves %s as it is',
    (text) => {
      expect(toSafeText(text)).toBe(text);
    },
  );
});

describe('toSafeJson', () => {
  it.each(hostile)('means the same with %s, and sends nothing of it', (_what, text) => {
    const json = toSafeJson(JSON.stringify({ name: text }, null, 2));
    expect(JSON.parse(json)).toEqual({ name: text });
    expect(toSafeText(json.replaceAll('\n', ' '))).toBe(json.replaceAll('\n', ' '));
  });
});
