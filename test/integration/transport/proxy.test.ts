import { describe, expect, it } from 'vitest';
import { refusingUrl } from '../../support/hostile-server.ts';
import { exchangeTo, responseBytes } from './exchange-request.ts';
import { openServer, openTransport, uncancelled } from './setup.ts';
import { openTunnelProxy } from './tunnel-proxy.ts';

const good = { kind: 'respond', body: responseBytes } as const;

describe('an exchange through a proxy', () => {
  it('asks for the whole URI and lets the proxy resolve the name', async () => {
    const proxy = await openServer(good);
    const lookup = () => Promise.reject(new Error('asked'));
    const transport = openTransport({ lookup, proxy: () => proxy.url });
    const result = await transport.exchange(exchangeTo('http://ocsp.example/a?b=1'), uncancelled);
    expect(result).toMatchObject({ ok: true, value: { body: responseBytes } });
    expect(proxy.requests[0]).toMatchObject({
      url: 'http://ocsp.example/a?b=1',
      headers: { host: 'ocsp.example' },
    });
  });

  it('shows user and password to the proxy and to nobody else', async () => {
    const proxy = await openServer(good);
    const setting = proxy.url.replace('http://', 'http://user:secret@');
    const transport = openTransport({ proxy: () => setting });
    const request = exchangeTo('http://ocsp.example/');
    await transport.exchange(request, uncancelled);
    const sent = proxy.requests[0]?.headers['proxy-authorization'];
    expect(sent).toBe(`Basic ${Buffer.from('user:secret').toString('base64')}`);
    const prepared = transport.prepare(request);
    expect(prepared.ok && prepared.value.headers.map(({ name }) => name)).not.toContain(
      'Proxy-Authorization',
    );
  });

  it('is not made for responders on this machine', async () => {
    const proxy = await openServer(good);
    const responder = await openServer(good);
    const transport = openTransport({ proxy: () => proxy.url });
    for (const host of ['127.0.0.1', 'localhost']) {
      const request = exchangeTo(`http://${host}:${responder.port}/`);
      expect(await transport.exchange(request, uncancelled)).toMatchObject({ ok: true });
    }
    expect(proxy.connections()).toBe(0);
  });

  it('is not made for an empty setting', async () => {
    const transport = openTransport({ proxy: () => ' ', lookup: async () => [] });
    const result = await transport.exchange(exchangeTo('http://ocsp.example/'), uncancelled);
    expect(result).toMatchObject({ ok: false, error: { error: { code: 'name-not-resolved' } } });
  });

  it('resolves the name first where an address policy applies', async () => {
    const proxy = await openServer(good);
    const transport = openTransport({ proxy: () => proxy.url, lookup: async () => ['10.0.0.1'] });
    const request = exchangeTo('http://ocsp.example/', {
      uriSource: 'aia',
      addressPolicy: 'public-only',
    });
    expect(await transport.exchange(request, uncancelled)).toMatchObject({
      ok: false,
      error: { error: { code: 'address-refused', address: '10.0.0.1' } },
    });
    expect(proxy.connections()).toBe(0);
  });

  it('says that the proxy is not there', async () => {
    const url = await refusingUrl();
    const transport = openTransport({ proxy: () => url });
    expect(await transport.exchange(exchangeTo('http://ocsp.example/'), uncancelled)).toEqual({
      ok: false,
      error: {
        error: {
          code: 'proxy-failed',
          proxy: new URL(url).host,
          detail: 'the connection was refused',
        },
        response: null,
      },
    });
  });

  it('says that the proxy wants a password', async () => {
    const body = new Uint8Array([1]);
    const proxy = await openServer({ kind: 'respond', status: 407, body });
    const transport = openTransport({ proxy: () => proxy.url });
    expect(await transport.exchange(exchangeTo('http://ocsp.example/'), uncancelled)).toMatchObject(
      {
        ok: false,
        error: { error: { code: 'proxy-failed' }, response: { status: 407 } },
      },
    );
  });

  it('says why a setting is no proxy', async () => {
    const transport = openTransport({ proxy: () => 'socks5://p:1' });
    expect(await transport.exchange(exchangeTo('http://ocsp.example/'), uncancelled)).toMatchObject(
      { ok: false, error: { error: { code: 'proxy-failed', proxy: 'p:1' } } },
    );
  });

  it('tunnels https with CONNECT', async () => {
    const responder = await openServer(good);
    const proxy = await openTunnelProxy({ port: responder.port });
    const transport = openTransport({ proxy: () => proxy.url });
    const result = await transport.exchange(exchangeTo('https://ocsp.example/'), uncancelled);
    // The responder at the end of the tunnel speaks no TLS: the handshake has reached it.
    expect(result).toMatchObject({
      ok: false,
      error: { error: { code: 'tls-failed', host: 'ocsp.example' } },
    });
    expect(proxy.asked[0]).toMatchObject({ method: 'CONNECT', url: 'ocsp.example:443' });
  });

  it('says what a proxy answers that refuses the tunnel', async () => {
    const proxy = await openTunnelProxy('403 Forbidden');
    const transport = openTransport({ proxy: () => proxy.url });
    expect(
      await transport.exchange(exchangeTo('https://ocsp.example/'), uncancelled),
    ).toMatchObject({
      ok: false,
      error: { error: { code: 'proxy-failed', detail: 'it answered HTTP 403' } },
    });
  });
});
