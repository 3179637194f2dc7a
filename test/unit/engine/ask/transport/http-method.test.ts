import { describe, expect, it } from 'vitest';
import { createHttpRequest } from '#engine/ask/transport/http-method.ts';
import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';

/** Its base64 is `+/+/+w==`: all three characters that need escaping. */
const awkward: Uint8Array = new Uint8Array([0xfb, 0xff, 0xbf, 0xfb]);

function requestTo(uri: string, method: 'auto' | 'get' | 'post', ocspRequest = awkward) {
  const target = parseResponderUri(uri);
  if (!target.ok) throw new Error(target.error.code);
  return createHttpRequest({
    target: target.value,
    method,
    ocspRequest,
    userAgent: 'test/1',
    extraHeaders: [],
  });
}

/** A request whose GET URL under `base` has exactly this many octets. */
function requestForUrlOf(octets: number, base: string): Uint8Array {
  for (let length = 1; length < octets; length += 1) {
    const der = new Uint8Array(length).fill(0x30);
    if (requestTo(base, 'get', der).url.length === octets) return der;
  }
  throw new Error(`no request gives a URL of ${octets} octets under ${base}`);
}

describe('createHttpRequest', () => {
  it('escapes plus, slash and equals sign of the base64 in a GET', () => {
    expect(requestTo('http://h', 'get').url).toBe('http://h/%2B%2F%2B%2F%2Bw%3D%3D');
  });

  it.each([
    ['http://h', 'http://h/%2B'],
    ['http://h/', 'http://h/%2B'],
    ['http://h/ocsp', 'http://h/ocsp/%2B'],
    ['http://h/ocsp/', 'http://h/ocsp/%2B'],
    ['http://h:8080/a%20b', 'http://h:8080/a%20b/%2B'],
    ['http://[::1]:81/o', 'http://[::1]:81/o/%2B'],
  ])('puts the request behind exactly one slash: %s', (base, start) => {
    expect(requestTo(base, 'get').url.startsWith(start)).toBe(true);
  });

  it('puts a forced GET before the query and leaves the query as it is', () => {
    expect(requestTo('http://h/ocsp?ca=1&x=%2F', 'get').url).toBe(
      'http://h/ocsp/%2B%2F%2B%2F%2Bw%3D%3D?ca=1&x=%2F',
    );
  });

  it('posts to a URI with a query when the choice is left to it', () => {
    expect(requestTo('http://h/ocsp?ca=1', 'auto')).toMatchObject({
      method: 'POST',
      url: 'http://h/ocsp?ca=1',
    });
  });

  it('takes GET up to a URL of 255 octets and POST from 256 (RFC 5019 §5)', () => {
    const fitting = requestForUrlOf(255, 'http://h/abc');
    expect(requestTo('http://h/abc', 'auto', fitting).method).toBe('GET');
    expect(requestTo('http://h/abcd', 'auto', fitting).method).toBe('POST');
  });

  it('obeys a forced method whatever the size', () => {
    const large = new Uint8Array(2_000);
    expect(requestTo('http://h/', 'get', large).method).toBe('GET');
    expect(requestTo('http://h/', 'post').method).toBe('POST');
  });

  it('describes a POST in full', () => {
    expect(requestTo('http://ocsp.example:8080/x', 'post')).toEqual({
      method: 'POST',
      url: 'http://ocsp.example:8080/x',
      headers: [
        { name: 'Host', value: 'ocsp.example:8080' },
        { name: 'User-Agent', value: 'test/1' },
        { name: 'Accept', value: 'application/ocsp-response' },
        { name: 'Accept-Encoding', value: 'identity' },
        { name: 'Content-Type', value: 'application/ocsp-request' },
        { name: 'Content-Length', value: '4' },
        { name: 'Connection', value: 'keep-alive' },
      ],
      ocspRequest: awkward,
    });
  });

  it('gives a GET neither type nor length of a body', () => {
    const names = requestTo('http://h/', 'get').headers.map(({ name }) => name);
    expect(names).toEqual(['Host', 'User-Agent', 'Accept', 'Accept-Encoding', 'Connection']);
  });

  it('encodes a request that is a view of a larger buffer', () => {
    const view = new Uint8Array([1, 2, 3, 4, 5, 6]).subarray(2, 4);
    expect(requestTo('http://h/', 'get', view).url).toBe('http://h/AwQ%3D');
  });
});
