import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { suiteMtls, suitePeers } from '../../support/mtls/mtls-peers.ts';
import { openMtls } from '../../support/mtls/test-mtls.ts';
import { rawVisitor } from '../../support/mtls/visitor.ts';
import type { Issued } from '../../support/openssl-pki.ts';

let good: Issued;
let revoked: Issued;
const peers = suitePeers('mtls-requests', async (pki) => {
  good = await pki.issueClient({ name: 'good' });
  revoked = await pki.issueClient({ name: 'revoked' });
  await pki.revoke(revoked);
});

describe('what comes over a connection', () => {
  const mtls = suiteMtls(openMtls, peers);
  const visit = (client: Issued) => rawVisitor(mtls().port, peers().pki, client);
  const answersOf = (text: string) =>
    [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
  const onlyFlow = async () => {
    const flows = await mtls().flows(1);
    expect(flows).toHaveLength(1);
    return flows[0];
  };

  it('a goodbye without a word: still a flow', async () => {
    const { socket } = await visit(good);
    while ((await mtls().connections()).length === 0) await nextTurn();
    socket.end();
    const flow = await onlyFlow();
    expect(flow).toMatchObject({ decision: 'allow by status', answer: 'client-gone' });
  });

  it('any path and method: answered alike', async () => {
    const { socket, untilClosed } = await visit(good);
    socket.write('GET /favicon.ico?x=1 HTTP/1.1\r\nHost: a\r\n\r\n');
    socket.write('OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n');
    socket.write('DELETE /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(answersOf(await untilClosed())).toEqual([200, 200, 200]);
    expect((await mtls().flows(3)).map(({ requestNumber }) => requestNumber).sort()).toEqual([
      1, 2, 3,
    ]);
  });

  it('a body: read and thrown away', async () => {
    const { socket, untilClosed } = await visit(good);
    const body = 'x'.repeat(500_000);
    socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(answersOf(await untilClosed())).toEqual([200, 200]);
  });

  it('a body without an end: answered, and closed at the limit', async () => {
    const { socket, untilClosed } = await visit(good);
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const sending = setInterval(() => socket.write(chunk), 0);
    const received = await untilClosed().finally(() => clearInterval(sending));
    expect(answersOf(received)).toEqual([200]);
    expect(received).toMatch(/^Connection: close\r$/im);
  });

  it('a body that waits for a go-ahead: asked for from those who are admitted alone', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n';
    const admitted = await visit(good);
    admitted.socket.write(head);
    const [goAhead] = await once(admitted.socket, 'data');
    expect(String(goAhead)).toMatch(/^HTTP\/1\.1 100 Continue/);
    admitted.socket.write('bodyGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(answersOf(await admitted.untilClosed())).toEqual([100, 200, 200]);

    const denied = await visit(revoked);
    denied.socket.write(head);
    expect(answersOf(await denied.untilClosed())).toEqual([403]);
  });

  it('no HTTP: said to those who are admitted alone', async () => {
    const admitted = await visit(good);
    admitted.socket.write('hello\r\n\r\n');
    expect(answersOf(await admitted.untilClosed())).toEqual([400]);
    const denied = await visit(revoked);
    denied.socket.write('hello\r\n\r\n');
    expect(await denied.untilClosed()).toBe('');
    const flows = await mtls().flows(2);
    expect(flows.map(({ answer }) => answer)).toEqual(['HTTP 400', 'closed']);
  });

  it.each([
    ['two hosts', 'Host: a\r\nhost: b\r\n'],
    ['no host', ''],
  ])('%s: refused, and said to those who are admitted alone', async (_, hosts) => {
    const request = `GET / HTTP/1.1\r\n${hosts}\r\n`;
    const admitted = await visit(good);
    admitted.socket.write(request);
    const received = await admitted.untilClosed();
    expect(answersOf(received)).toEqual([400]);
    expect(received).toContain('A request has exactly one Host header.');
    const denied = await visit(revoked);
    denied.socket.write(request.replace('GET /', 'GET /?close'));
    const [refusal] = await once(denied.socket, 'data');
    expect(answersOf(String(refusal))).toEqual([403]);
    const flows = await mtls().flows(2);
    expect(flows.map(({ answer }) => answer)).toEqual(['HTTP 400', 'HTTP 403']);
  });

  it('headers without an end: refused at the limit', async () => {
    const { socket, untilClosed } = await visit(good);
    socket.write(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}`);
    const received = await untilClosed();
    expect(answersOf(received)).toEqual([431]);
    expect(received).toContain('at most 16384 octets: the limit of this server.');
    expect(await onlyFlow()).toMatchObject({ answer: 'HTTP 431' });
  });
});

describe('a client that says nothing', () => {
  const mtls = suiteMtls(openMtls, peers, { silenceMs: 20 });
  const visit = (client: Issued) => rawVisitor(mtls().port, peers().pki, client);

  it('is decided on by its certificate alone, and again at its first request', async () => {
    const { socket, untilClosed } = await visit(good);
    expect((await mtls().flows(1))[0]).toMatchObject({
      requestNumber: 0,
      clientGuess: null,
      decision: 'allow by status',
      answer: 'none',
    });
    socket.write('GET / HTTP/1.0\r\n\r\n');
    expect(await untilClosed()).toMatch(/^HTTP\/1\.1 200/);
    const flows = await mtls().flows(2);
    expect(flows[1]).toMatchObject({ requestNumber: 1, fromCache: true, answer: 'HTTP 200' });
  });

  it('is closed where it is denied and the settings say so', async () => {
    await mtls().setSettings({ denial: 'close' });
    const { untilClosed } = await visit(revoked);
    expect(await untilClosed()).toBe('');
    expect((await mtls().flows(1))[0]).toMatchObject({ requestNumber: 0, answer: 'closed' });
  });
});
