import { describe, expect, it } from 'vitest';
import {
  isLoopback,
  readPort,
} from '../../../../../src/renderer/src/features/mtls/listen-address.ts';

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.8.9.1', 'localhost', '::1', '[::1]', ' LOCALHOST '])(
    'knows that only this machine reaches %s',
    (host) => expect(isLoopback(host)).toBe(true),
  );

  it.each(['0.0.0.0', '::', '192.168.1.7', '127.0.0.1.example', '10.127.0.1', ''])(
    'takes %s for an address that others may reach',
    (host) => expect(isLoopback(host)).toBe(false),
  );
});

describe('readPort', () => {
  it.each([
    ['0', 0],
    [' 8443 ', 8443],
    ['65535', 65_535],
  ])('reads %j', (text, port) => expect(readPort(text)).toEqual({ ok: true, value: port }));

  it.each(['', '65536', '-1', '80a', '8 0'])('refuses %j', (text) =>
    expect(readPort(text).ok).toBe(false),
  );
});
