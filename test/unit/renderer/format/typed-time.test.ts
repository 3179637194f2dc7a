import { describe, expect, it } from 'vitest';
import { parseTypedTime, toTypedTime } from '../../../../src/renderer/src/format/typed-time.ts';

const noon = Date.parse('2026-01-31T12:00:00Z');

describe('parseTypedTime', () => {
  it.each([
    '2026-01-31 12:00',
    '2026-01-31T12:00:00Z',
    ' 2026-01-31 12:00:00 UTC ',
    toTypedTime(noon),
  ])('reads %j in UTC', (text) => {
    expect(parseTypedTime(text)).toBe(noon);
  });

  it('takes a day alone for its beginning', () => {
    expect(parseTypedTime('2026-01-31')).toBe(noon - 12 * 3_600_000);
  });

  it.each(['2026-02-30', '2026-01-31 25:00', 'tomorrow', '31.01.2026', ''])(
    'refuses %j',
    (text) => {
      expect(parseTypedTime(text)).toBeNull();
    },
  );
});
