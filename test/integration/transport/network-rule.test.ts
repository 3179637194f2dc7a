import { describe, expect, it } from 'vitest';
import type { NetworkMode } from '#shared/model/policy.ts';
import { exchangeTo, responseBytes } from './exchange-request.ts';
import { openServer, openTransport, uncancelled } from './setup.ts';

const good = { kind: 'respond', body: responseBytes } as const;

describe('the address policy', () => {
  it('refuses a URI of a certificate whose name leads to another kind of address', async () => {
    const server = await openServer(good);
    const transport = openTransport({ lookup: async () => ['127.0.0.1'] });
    const request = exchangeTo(`http://ocsp.example:${server.port}/`, {
      uriSource: 'aia',
      addressPolicy: 'public-only',
    });
    expect(await transport.exchange(request, uncancelled)).toEqual({
      ok: false,
      error: {
        error: {
          code: 'address-refused',
          policy: 'public-only',
          host: 'ocsp.example',
          address: '127.0.0.1',
        },
        response: null,
      },
    });
    expect(server.connections()).toBe(0);
  });

  it('refuses a literal address and localhost in a URI of a certificate', async () => {
    const server = await openServer(good);
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0x7f000001']) {
      const request = exchangeTo(`http://${host}:${server.port}/`, {
        uriSource: 'aia',
        addressPolicy: 'public-only',
      });
      expect(await openTransport().exchange(request, uncancelled)).toMatchObject({
        ok: false,
        error: { error: { code: 'address-refused' } },
      });
    }
    expect(server.connections()).toBe(0);
  });

  it('does not bind a URI that the user configured', async () => {
    const server = await openServer(good);
    const request = exchangeTo(server.url, { addressPolicy: 'public-only' });
    expect(await openTransport().exchange(request, uncancelled)).toMatchObject({ ok: true });
  });

  it('connects to the address that was checked: the name is looked up once', async () => {
    const server = await openServer(good);
    let asked = 0;
    const lookup = async () => {
      asked += 1;
      return asked === 1 ? ['127.0.0.1'] : ['192.0.2.1'];
    };
    const request = exchangeTo(`http://rebinding.example:${server.port}/`, {
      uriSource: 'aia',
      addressPolicy: 'loopback-only',
    });
    expect(await openTransport({ lookup }).exchange(request, uncancelled)).toMatchObject({
      ok: true,
    });
    expect(asked).toBe(1);
  });

  it('passes over the addresses that it refuses and takes the others', async () => {
    const server = await openServer(good);
    const request = exchangeTo(`http://mixed.example:${server.port}/`, {
      uriSource: 'aia',
      addressPolicy: 'loopback-only',
    });
    const lookup = async () => ['192.0.2.1', '127.0.0.1'];
    expect(await openTransport({ lookup }).exchange(request, uncancelled)).toMatchObject({
      ok: true,
      value: { remoteAddress: '127.0.0.1' },
    });
  });

  it('does not lend the connection of a configured URI to a URI of a certificate', async () => {
    const server = await openServer(good);
    const transport = openTransport();
    await transport.exchange(exchangeTo(server.url), uncancelled);
    const fromCertificate = exchangeTo(server.url, {
      uriSource: 'aia',
      addressPolicy: 'public-only',
    });
    expect(await transport.exchange(fromCertificate, uncancelled)).toMatchObject({
      ok: false,
      error: { error: { code: 'address-refused' } },
    });
    expect(server.requests.length).toBe(1);
  });
});

describe('the network mode', () => {
  it('opens nothing in offline mode, not even over a kept connection', async () => {
    const server = await openServer(good);
    let mode: NetworkMode = 'any';
    const transport = openTransport({ network: () => mode });
    await transport.exchange(exchangeTo(server.url), uncancelled);
    mode = 'offline';
    expect(await transport.exchange(exchangeTo(server.url), uncancelled)).toEqual({
      ok: false,
      error: {
        error: { code: 'network-refused', mode: 'offline', host: '127.0.0.1', address: null },
        response: null,
      },
    });
    expect(server.requests.length).toBe(1);
  });

  it('asks no resolver in offline and loopback-only mode', async () => {
    let asked = 0;
    const lookup = async () => {
      asked += 1;
      return ['127.0.0.1'];
    };
    for (const mode of ['offline', 'loopback-only'] as const) {
      const transport = openTransport({ lookup, network: () => mode });
      const result = await transport.exchange(exchangeTo('http://ocsp.example/'), uncancelled);
      expect(result).toMatchObject({
        ok: false,
        error: { error: { code: 'network-refused', mode, address: null } },
      });
    }
    expect(asked).toBe(0);
  });

  it('reaches loopback in loopback-only mode and refuses another literal address', async () => {
    const server = await openServer(good);
    const transport = openTransport({ network: () => 'loopback-only' });
    for (const host of ['127.0.0.1', 'localhost']) {
      const request = exchangeTo(`http://${host}:${server.port}/`);
      expect(await transport.exchange(request, uncancelled)).toMatchObject({ ok: true });
    }
    expect(await transport.exchange(exchangeTo('http://192.0.2.1/'), uncancelled)).toMatchObject({
      ok: false,
      error: {
        error: { code: 'network-refused', mode: 'loopback-only', address: '192.0.2.1' },
      },
    });
  });

  it('refuses a responder behind a proxy before the proxy is asked', async () => {
    const proxy = await openServer(good);
    for (const mode of ['offline', 'loopback-only'] as const) {
      const transport = openTransport({ network: () => mode, proxy: () => proxy.url });
      for (const uri of ['http://ocsp.example/', 'http://192.0.2.1/']) {
        expect(await transport.exchange(exchangeTo(uri), uncancelled)).toMatchObject({
          ok: false,
          error: { error: { code: 'network-refused', mode } },
        });
      }
    }
    expect(proxy.connections()).toBe(0);
  });
});
