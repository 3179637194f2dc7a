import { describe, expect, it } from 'vitest';
import { headerFlaw } from '#engine/ask/transport/extra-headers.ts';
import { createHttpRequest } from '#engine/ask/transport/http-method.ts';
import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';

describe('headerFlaw', () => {
  it.each([
    ['X-Trace', 'abc 123'],
    ['Authorization', 'Bearer ey.J.z'],
    ['Host', 'ocsp.example.com'],
  ])('lets %s be added', (name, value) => {
    expect(headerFlaw({ name, value })).toBeNull();
  });

  it.each([
    ['Content-Length', '1'],
    ['transfer-encoding', 'chunked'],
    ['Proxy-Authorization', 'Basic x'],
    ['X Y', '1'],
    ['', '1'],
    ['X-Line', 'a\r\nX-Other: b'],
    ['X-Nul', 'a\u0000b'],
    ['X-Wide', '\u4e2d'],
  ])('refuses %j: %j', (name, value) => {
    expect(headerFlaw({ name, value })).not.toBeNull();
  });
});

describe('createHttpRequest with headers of a person', () => {
  const target = parseResponderUri('http://h/');
  if (!target.ok) throw new Error(target.error.code);
  const request = createHttpRequest({
    target: target.value,
    method: 'post',
    ocspRequest: new Uint8Array([1]),
    userAgent: 'test/1',
    extraHeaders: [
      { name: 'authorization', value: 'Bearer secret' },
      { name: 'User-agent', value: 'mine/1' },
    ],
  });

  it('puts them in place of ours of the same name', () => {
    const agents = request.headers.filter(({ name }) => name.toLowerCase() === 'user-agent');
    expect(agents).toEqual([{ name: 'User-agent', value: 'mine/1' }]);
  });

  it('does not record a value that may be secret', () => {
    expect(request.headers.at(-2)).toEqual({ name: 'authorization', value: '(not recorded)' });
    expect(JSON.stringify(request.headers)).not.toContain('secret');
  });
});
