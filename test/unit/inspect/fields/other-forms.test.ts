import { afterEach, describe, expect, it } from 'vitest';
import { localTimeText } from '#inspect/fields/derived-fields.ts';
import { inBothForms } from '#inspect/fields/domain-text.ts';
import { run } from '../../../support/process.ts';

describe('a name with a domain in it', () => {
  // Pairs of RFC 3492 §7.1 and of the IDNA test domains of IANA.
  it.each([
    ['xn--mnchen-3ya.example', 'münchen.example'],
    ['www.xn--r8jz45g.xn--zckzah', 'www.例え.テスト'],
    ['*.xn--bcher-kva.example', '*.bücher.example'],
    ['info@xn--mnchen-3ya.example', 'info@münchen.example'],
    ['https://xn--mnchen-3ya.example:8443/xn--path', 'https://münchen.example:8443/xn--path'],
  ])('is told in both forms: %s', (ascii, unicode) => {
    expect(inBothForms(ascii)).toBe(`${ascii} (${unicode})`);
  });

  it.each([['a.example'], ['xn--.example'], ['user@example'], ['http://a.example/?q=xn--'], ['']])(
    'stands alone where there is no other form: "%s"',
    (text) => {
      expect(inBothForms(text)).toBe(text);
    },
  );

  it('shows what a look-alike hides behind', () => {
    // U+0430, which looks like a, in Punycode.
    expect(inBothForms('xn--80ak6aa92e.com')).toContain('(аррӏе.com)');
  });
});

describe('a time in the zone of this machine', () => {
  const { TZ } = process.env;
  afterEach(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });

  it.each(['Europe/Berlin', 'America/St_Johns', 'Asia/Kolkata'])(
    'is that of date(1): %s',
    async (zone) => {
      for (const at of [Date.UTC(2026, 0, 15, 23, 30), Date.UTC(2026, 6, 1)]) {
        const format = '+%H:%M:%S on %Y-%m-%d (%:z)';
        process.env.TZ = zone;
        const { stdout } = await run('env', [`TZ=${zone}`, 'date', '-d', `@${at / 1_000}`, format]);
        expect(localTimeText(at)).toBe(Buffer.from(stdout).toString().trim());
      }
    },
  );

  it('is not told where it is UTC', () => {
    process.env.TZ = 'UTC';
    expect(localTimeText(Date.UTC(2026, 0, 1))).toBeNull();
  });
});
