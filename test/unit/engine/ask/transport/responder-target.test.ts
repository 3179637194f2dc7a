import { describe, expect, it } from 'vitest';
import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';

describe('parseResponderUri', () => {
  it('reads host, port and security, with the defaults of each scheme', () => {
    expect(parseResponderUri('http://ocsp.example')).toMatchObject({
      ok: true,
      value: { host: 'ocsp.example', port: 80, security: 'plain' },
    });
    expect(parseResponderUri('HTTPS://OCSP.example:8443/x')).toMatchObject({
      ok: true,
      value: { host: 'ocsp.example', port: 8443, security: 'tls' },
    });
    expect(parseResponderUri('https://h/')).toMatchObject({ ok: true, value: { port: 443 } });
  });

  it('takes IPv6 literals out of their brackets', () => {
    const parsed = parseResponderUri('http://[::1]:8080/');
    expect(parsed).toMatchObject({ ok: true, value: { host: '::1', port: 8080 } });
  });

  it('gives unusual spellings of an address as the address that is connected to', () => {
    expect(parseResponderUri('http://0x7f.1/')).toMatchObject({
      ok: true,
      value: { host: '127.0.0.1' },
    });
  });

  it('drops a fragment and ignores space around the URI', () => {
    const parsed = parseResponderUri('  http://h/ocsp?a=1#part\n');
    expect(parsed.ok && parsed.value.url.href).toBe('http://h/ocsp?a=1');
  });

  it.each([
    ['', 'it is empty'],
    ['   ', 'it is empty'],
    ['ocsp.example/path', 'it does not begin with http:// or https://'],
    ['http://', 'its host or port is not well formed'],
    ['http://h:99999/', 'its host or port is not well formed'],
    ['http://[::1/', 'its host or port is not well formed'],
    ['http://h:0/', 'port 0 cannot be reached'],
    ['http://user@h/', 'it carries a user name or password'],
    ['http://user:secret@h/', 'it carries a user name or password'],
    ['http://h/a b', 'it has white space or a control character inside'],
    ['http://h/a\tb', 'it has white space or a control character inside'],
    ['http:\\\\h\\a', 'it has a backslash'],
  ])('refuses %j and says why', (uri, detail) => {
    expect(parseResponderUri(uri)).toEqual({
      ok: false,
      error: { code: 'uri-invalid', uri, detail },
    });
  });

  it.each([
    ['ldap://directory.example/cn=ocsp', 'ldap'],
    ['ftp://h/', 'ftp'],
    ['file:///etc/passwd', 'file'],
    ['javascript:alert(1)', 'javascript'],
    ['localhost:8080/ocsp', 'localhost'],
  ])('names the scheme of %s, which is not asked', (uri, scheme) => {
    expect(parseResponderUri(uri)).toEqual({
      ok: false,
      error: { code: 'uri-scheme-unsupported', uri, scheme },
    });
  });
});
