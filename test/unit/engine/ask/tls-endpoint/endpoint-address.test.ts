import { describe, expect, it } from 'vitest';
import { looksLikeEndpoint, parseEndpoint } from '#engine/ask/tls-endpoint/endpoint-address.ts';

describe('parseEndpoint', () => {
  it.each([
    ['example.com:443', 'example.com', 443],
    ['localhost:1', 'localhost', 1],
    ['192.0.2.1:8443', '192.0.2.1', 8443],
    ['[2001:db8::1]:443', '2001:db8::1', 443],
  ])('reads %s', (text, host, port) => {
    expect(parseEndpoint(text)).toEqual({ ok: true, value: { host, port } });
  });

  it.each([
    'example.com:0',
    'example.com:65536',
    '[::g]:1',
    '[1]:443',
    'a b:1',
    'h',
    '2001:db8::1:443',
  ])('refuses %s', (text) => {
    expect(parseEndpoint(text).ok).toBe(false);
  });

  it.each(['client.pem', './example.com:443', 'C:\\keys\\a.pem', 'dir/file:80', '-'])(
    'takes %s for a file',
    (text) => {
      expect(looksLikeEndpoint(text)).toBe(false);
    },
  );
});
