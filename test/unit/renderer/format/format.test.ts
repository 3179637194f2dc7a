import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheBoundsWords, hitRateWords } from '#shared/wording/cache.ts';
import { loadProblemPlace } from '#shared/wording/load-problem.ts';
import { toReadableOffset, toRelativeTime } from '#shared/wording/time.ts';
import { toBase64, toHex, toPem } from '../../../../src/renderer/src/format/bytes.ts';
import { parseCitation } from '../../../../src/renderer/src/format/citation.ts';
import { formatDuration, parseDuration } from '../../../../src/renderer/src/format/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['90', 's', 90_000],
    ['90', 'min', 5_400_000],
    ['1.5 h', 'min', 5_400_000],
    ['1 h 30 min', 's', 5_400_000],
    ['500ms', 's', 500],
    [' 2 Days ', 's', 172_800_000],
  ] as const)('reads %j with bare unit %s as %d ms', (text, unit, ms) => {
    expect(parseDuration(text, unit)).toEqual({ ok: true, value: ms });
  });

  it.each(['', 'soon', '5 parsecs', '-3 s', '1 h x'])(
    'refuses %j and says what would be valid',
    (text) => {
      const parsed = parseDuration(text, 'min');
      expect(parsed.ok ? '' : parsed.error).toContain('30 min');
    },
  );

  it('reads back what formatDuration writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (ms) => {
        expect(parseDuration(formatDuration(ms), 's')).toEqual({ ok: true, value: ms });
      }),
    );
  });
});

describe('parseCitation', () => {
  it('leads each RFC clause to its section, and leaves the rest as text', () => {
    expect(parseCitation('RFC 6960 §4.2.2.1, local policy')).toEqual([
      { text: 'RFC 6960 §4.2.2.1', url: 'https://www.rfc-editor.org/rfc/rfc6960#section-4.2.2.1' },
      { text: ', local policy', url: null },
    ]);
    expect(parseCitation('RFC 9654')).toEqual([
      { text: 'RFC 9654', url: 'https://www.rfc-editor.org/rfc/rfc9654' },
    ]);
    expect(parseCitation('RFC 6960 §3.2 item 5')[0]?.url).toBe(
      'https://www.rfc-editor.org/rfc/rfc6960#section-3.2',
    );
    expect(parseCitation('Local policy')).toEqual([{ text: 'Local policy', url: null }]);
  });
});

describe('bytes', () => {
  it('are written as hex, base64 and PEM', () => {
    const bytes = new Uint8Array(50).map((_, index) => index * 5);
    expect(toHex(bytes.subarray(0, 3))).toBe('00050a');
    expect(Buffer.from(toBase64(bytes), 'base64')).toEqual(Buffer.from(bytes));
    const pem = toPem('CERTIFICATE', bytes).split('\n');
    expect(pem[0]).toBe('-----BEGIN CERTIFICATE-----');
    expect(pem[1]).toHaveLength(64);
    expect(pem.at(-2)).toBe('-----END CERTIFICATE-----');
  });
});

describe('times', () => {
  it.each([
    [6_000, 'in 6 s'],
    [-720_000, '12 min ago'],
    [400, 'now'],
  ])('writes %d ms from now as %s', (distance, text) => {
    expect(toRelativeTime(1_000_000 + distance, 1_000_000)).toBe(text);
  });

  it('writes a clock offset with its sign', () => {
    expect(toReadableOffset(1_860_000)).toBe('+31 min');
    expect(toReadableOffset(-86_400_000 * 3)).toBe('−3 d');
  });
});

describe('the cache in words', () => {
  it.each([
    [1_800, 3_600, '30–60 min', '30 to 60 min'],
    [90, 7_200, '1 min 30 s – 2 h', '1 min 30 s to 2 h'],
    [600, 600, '10 min', '10 min'],
  ])('writes bounds of %d and %d seconds', (min, max, short, long) => {
    expect(cacheBoundsWords(min, max, '–')).toBe(short);
    expect(cacheBoundsWords(min, max, 'to')).toBe(long);
  });

  it('says no rate before the first lookup', () => {
    expect(hitRateWords({ entries: 0, hits: 0, misses: 0, coalesced: 0 })).toBeNull();
    expect(hitRateWords({ entries: 1, hits: 11, misses: 7, coalesced: 0 })).toBe('61% hits');
  });
});

describe('loadProblemPlace', () => {
  it('says byte and field as far as they are known', () => {
    const problem = { code: 'malformed', message: 'm' } as const;
    expect(loadProblemPlace({ ...problem, offset: 1_412, path: 'tbsCertificate' })).toBe(
      'byte 1,412, tbsCertificate',
    );
    expect(loadProblemPlace({ ...problem, offset: null, path: '' })).toBeNull();
  });
});
