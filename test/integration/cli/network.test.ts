import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { fixturesUrl, readFixture } from '../../support/fixtures/manifest.ts';
import { internalError } from '../../support/hostile-behaviour.ts';
import { type HostileServer, startHostileServer } from '../../support/hostile-server.ts';
import { runInProcess } from '../../unit/cli/fake-environment.ts';
import { revoscopeJson } from './command-line.ts';

const fixture = (file: string) => fileURLToPath(new URL(file, fixturesUrl));
const good = fixture('certificates/p256/good.pem');
const issuer = fixture('certificates/p256/issuer.pem');

const servers: HostileServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function responder(): Promise<HostileServer> {
  const body = readFixture('responses/p256-issuer-good.der');
  const server = await startHostileServer({ kind: 'respond', body });
  servers.push(server);
  return server;
}

function check(uri: string, ...more: readonly string[]) {
  const at = ['--at', '2026-11-22T08:33:00Z'];
  return revoscopeJson([
    ...['check', good, '--issuer', issuer, '--responder-uri', uri, ...at],
    ...more,
  ]);
}

describe('the network options of check', () => {
  it('opens no connection with --network offline', async () => {
    const server = await responder();
    const { code, document } = await check(server.url, '--network', 'offline');
    expect([code, document.http.error]).toMatchObject([
      3,
      { code: 'network-refused', mode: 'offline' },
    ]);
    expect(server.connections()).toBe(0);
  });

  it('asks no resolver about another machine with --network loopback-only', async () => {
    const server = await responder();
    const elsewhere = await check('http://ocsp.example.test/', '--network', 'loopback-only');
    const here = await check(server.url, '--network', 'loopback-only');
    expect([elsewhere.document.http.error.code, here.code]).toEqual(['network-refused', 0]);
  });

  it('sends the headers of --header and keeps their values to itself', async () => {
    const server = await responder();
    const { code, document } = await check(
      server.url,
      ...['--header', 'Authorization: Bearer s3cret', '--header', 'X-Trace: 7', '--method', 'post'],
    );
    expect(code).toBe(0);
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer s3cret',
      'x-trace': '7',
    });
    expect(JSON.stringify(document)).not.toContain('s3cret');
  });

  it('asks through --proxy, which is sent the whole URI', async () => {
    const proxy = await responder();
    const { code } = await check('http://ocsp.example.test/', '--proxy', proxy.url);
    expect(code).toBe(0);
    expect(proxy.requests[0]?.url).toMatch(/^http:\/\/ocsp\.example\.test\//);
  });

  it('takes the proxy from the variables, unless --proxy is none or no_proxy names the host', async () => {
    const proxy = await responder();
    const files = {
      'good.pem': readFixture('certificates/p256/good.pem'),
      'ca.pem': readFixture('certificates/p256/issuer.pem'),
    };
    const uri = 'http://ocsp.example.test/';
    const args = ['check', 'good.pem', '--issuer', 'ca.pem', '--responder-uri', uri];
    const variables = { HTTP_PROXY: proxy.url };
    const byVariable = await runInProcess(args, { files, variables });
    // Without the proxy the name would have to be looked up, which this mode refuses.
    const direct = [...args, '--network', 'loopback-only'];
    const none = await runInProcess([...direct, '--proxy', 'none'], { files, variables });
    const listed = await runInProcess(direct, {
      files,
      variables: { ...variables, no_proxy: '.example.test' },
    });
    expect([byVariable.code, none.code, listed.code]).toEqual([0, 3, 3]);
    expect(proxy.requests).toHaveLength(1);
  });

  it.each([
    [['--proxy', 'socks5://h:1'], /socks5 proxies are not supported/],
    [['--header', 'no colon'], /there is no name before a colon/],
    [['--header', 'Content-Length: 5'], /Content-Length says how the message is sent/],
    [['--header', 'A: 1', '--header', 'a: 2'], /a is given twice/],
    [['--network', 'none'], /--network is any, loopback-only or offline/],
  ])('refuses %j with exit code 64', async (options, message) => {
    const { code, document } = await check('http://127.0.0.1:1/', ...options);
    expect([code, document.error.message]).toEqual([64, expect.stringMatching(message)]);
  });
});

describe('the network options of probe-responder and sweep', () => {
  it('send every question through --proxy', async () => {
    const proxy = await responder();
    const through = ['--proxy', proxy.url];
    const uri = 'http://ocsp.example.test/';
    const probe = ['probe-responder', uri, '--issuer', issuer, '--interval', '0', good];
    await revoscopeJson([...probe, ...through]);
    const probed = proxy.requests.length;
    await revoscopeJson(['sweep', good, '--issuer', issuer, '--responder-uri', uri, ...through]);
    expect([probed > 10, proxy.requests.length > probed]).toEqual([true, true]);
    expect(proxy.requests.filter(({ url }) => !url.startsWith(uri))).toEqual([]);
  });
});

describe('the address policy of check', () => {
  it('keeps a URI of a certificate away from this machine with public-only', async () => {
    const server = await startHostileServer(internalError);
    servers.push(server);
    const args = ['check', good, '--issuer', issuer, '--address-policy', 'loopback-only'];
    const { document } = await revoscopeJson([...args, '--network', 'offline']);
    expect(document.http.error.code).toBe('network-refused');
    const configured = await check(server.url, '--address-policy', 'public-only');
    // A URI that the person gave is never refused by it.
    expect(configured.document.http.error.code).toBe('http-status');
  });
});
