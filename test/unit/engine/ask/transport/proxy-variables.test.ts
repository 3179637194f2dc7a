import { describe, expect, it } from 'vitest';
import { proxyFromVariables, type Variables } from '#engine/ask/transport/proxy-variables.ts';
import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';

function proxyOf(variables: Variables, uri = 'http://ocsp.example.com/') {
  const target = parseResponderUri(uri);
  if (!target.ok) throw new Error(target.error.code);
  return proxyFromVariables(variables, target.value);
}

describe('proxyFromVariables', () => {
  it('names none where no variable does, or an empty one', () => {
    expect(proxyOf({})).toBeNull();
    expect(proxyOf({ http_proxy: ' ' })).toBeNull();
  });

  it.each<[Variables, string, string | null]>([
    [{ http_proxy: 'http://a:1' }, 'http://h/', 'http://a:1'],
    [{ http_proxy: 'http://a:1' }, 'https://h/', null],
    [{ https_proxy: 'http://b:2' }, 'https://h/', 'http://b:2'],
    [{ HTTPS_PROXY: 'http://b:2' }, 'https://h/', 'http://b:2'],
    [{ HTTP_PROXY: 'http://upper:1', http_proxy: 'http://lower:1' }, 'http://h/', 'http://lower:1'],
    [{ ALL_PROXY: 'http://c:3' }, 'http://h/', 'http://c:3'],
    [{ all_proxy: 'http://c:3', http_proxy: 'http://a:1' }, 'http://h/', 'http://a:1'],
  ])('%j for %s is %s', (variables, uri, expected) => {
    expect(proxyOf(variables, uri)).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ['example.com', 'http://ocsp.example.com/', true],
    ['.example.com', 'http://ocsp.example.com/', true],
    ['*.example.com', 'http://ocsp.example.com/', true],
    ['example.com', 'http://EXAMPLE.com./', true],
    ['example.com', 'http://notexample.com/', false],
    ['other.test, example.com', 'http://example.com/', true],
    ['other.test example.com', 'http://example.com/', true],
    ['example.com:8080', 'http://example.com:8080/', true],
    ['example.com:8080', 'http://example.com/', false],
    ['*', 'http://anything.test/', true],
    ['10.0.0.0/8', 'http://10.1.2.3/', true],
    ['10.0.0.0/8', 'http://11.1.2.3/', false],
    ['10.0.0.0/99', 'http://10.1.2.3/', false],
    ['fd00::/8', 'http://[fd00::1]/', true],
    ['fd00::/8', 'http://10.0.0.1/', false],
    ['fd00::1', 'http://[fd00::1]/', true],
    ['[fd00::1]:81', 'http://[fd00::1]:81/', true],
    ['192.0.2.7', 'http://192.0.2.7/', true],
    ['2.7', 'http://192.0.2.7/', false],
    ['', 'http://h/', false],
  ])('with no_proxy %j, %s goes directly: %s', (exceptions, uri, isDirect) => {
    const proxy = proxyOf({ http_proxy: 'http://a:1', NO_PROXY: exceptions }, uri);
    expect(proxy).toBe(isDirect ? null : 'http://a:1');
  });
});
