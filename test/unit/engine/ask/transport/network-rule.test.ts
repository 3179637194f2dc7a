import { describe, expect, it } from 'vitest';
import {
  isLocalhostName,
  isLoopbackHost,
  refuseAddress,
  refuseHost,
} from '#engine/ask/transport/network-rule.ts';

describe('refuseHost', () => {
  it('refuses every host in offline mode, loopback too', () => {
    for (const host of ['ocsp.example', 'localhost', '127.0.0.1', '::1']) {
      expect(refuseHost(host, { mode: 'offline', addressPolicy: 'any' })).toEqual({
        code: 'network-refused',
        mode: 'offline',
        host,
        address: null,
      });
    }
  });

  it('refuses a name in loopback-only mode before any resolver is asked', () => {
    const refused = refuseHost('ocsp.example', { mode: 'loopback-only', addressPolicy: 'any' });
    expect(refused).toEqual({
      code: 'network-refused',
      mode: 'loopback-only',
      host: 'ocsp.example',
      address: null,
    });
  });

  it('lets localhost and literal addresses on to the address check in loopback-only mode', () => {
    for (const host of ['localhost', 'a.localhost', 'LOCALHOST.', '127.0.0.1', '10.0.0.1', '::1']) {
      expect(refuseHost(host, { mode: 'loopback-only', addressPolicy: 'any' })).toBeNull();
    }
  });
});

describe('refuseAddress', () => {
  it('refuses another address than loopback in loopback-only mode', () => {
    const rule = { mode: 'loopback-only', addressPolicy: 'any' } as const;
    expect(refuseAddress('127.0.0.1', 'h', rule)).toBeNull();
    expect(refuseAddress('::ffff:127.0.0.1', 'h', rule)?.code).toBe('network-refused');
    expect(refuseAddress('0.0.0.0', 'h', rule)?.code).toBe('network-refused');
    expect(refuseAddress('10.0.0.1', 'h', rule)).toEqual({
      code: 'network-refused',
      mode: 'loopback-only',
      host: 'h',
      address: '10.0.0.1',
    });
  });

  it('refuses what is not public under public-only, naming the address', () => {
    const rule = { mode: 'any', addressPolicy: 'public-only' } as const;
    expect(refuseAddress('1.1.1.1', 'h', rule)).toBeNull();
    for (const address of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '100.64.0.1', 'fe80::1%2']) {
      expect(refuseAddress(address, 'h', rule)).toEqual({
        code: 'address-refused',
        policy: 'public-only',
        host: 'h',
        address,
      });
    }
  });

  it('refuses what is not loopback under the policy loopback-only', () => {
    const rule = { mode: 'any', addressPolicy: 'loopback-only' } as const;
    expect(refuseAddress('::1', 'h', rule)).toBeNull();
    expect(refuseAddress('1.1.1.1', 'h', rule)?.code).toBe('address-refused');
  });

  it('refuses even loopback in offline mode', () => {
    const rule = { mode: 'offline', addressPolicy: 'any' } as const;
    expect(refuseAddress('127.0.0.1', 'h', rule)?.code).toBe('network-refused');
  });
});

describe('isLocalhostName and isLoopbackHost', () => {
  it('know this machine by name and by address, and nothing that only looks like it', () => {
    expect(['localhost', 'x.y.localhost', 'LocalHost.'].every(isLocalhostName)).toBe(true);
    expect(['localhost.example', 'mylocalhost', '.localhost', ''].some(isLocalhostName)).toBe(
      false,
    );
    expect(['127.9.9.9', '::1', 'localhost'].every(isLoopbackHost)).toBe(true);
    expect(['0.0.0.0', '10.0.0.1', 'example'].some(isLoopbackHost)).toBe(false);
  });
});
