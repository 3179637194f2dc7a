import { describe, expect, it } from 'vitest';
import { parseProxy } from '#engine/ask/transport/proxy.ts';

describe('parseProxy', () => {
  it('reads host and port, with or without the scheme', () => {
    const expected = { label: 'proxy.example:3128', host: 'proxy.example', port: 3128 };
    expect(parseProxy('http://proxy.example:3128/')).toMatchObject({ ok: true, value: expected });
    expect(parseProxy(' proxy.example:3128 ')).toMatchObject({ ok: true, value: expected });
    expect(parseProxy('[::1]:3128')).toMatchObject({ ok: true, value: { host: '::1' } });
    expect(parseProxy('proxy')).toMatchObject({ ok: true, value: { port: 80 } });
  });

  it('keeps user name and password out of what may be shown', () => {
    const parsed = parseProxy('http://us%40er:p%C3%A4ss%zz@proxy.example:3128');
    const credentials = Buffer.from('us@er:päss%zz', 'utf8').toString('base64');
    expect(parsed).toEqual({
      ok: true,
      value: {
        label: 'proxy.example:3128',
        host: 'proxy.example',
        port: 3128,
        authorization: `Basic ${credentials}`,
      },
    });
  });

  it('refuses another kind of proxy and a setting that is no URL, without repeating it', () => {
    expect(parseProxy('socks5://user:secret@p:1080')).toEqual({
      ok: false,
      error: {
        code: 'proxy-failed',
        proxy: 'p:1080',
        detail: 'socks5 proxies are not supported, only http',
      },
    });
    expect(parseProxy('http://user:secret@p:99999')).toEqual({
      ok: false,
      error: { code: 'proxy-failed', proxy: 'setting', detail: 'the setting is not a URL' },
    });
  });
});
