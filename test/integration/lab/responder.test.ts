import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LabResponder } from '../../../src/lab/responder/lab-responder.ts';
import { createCertId } from '../../../src/pki/ocsp/cert-id.ts';
import { encodeRequest } from '../../../src/pki/ocsp/request.ts';
import { decodeResponse } from '../../../src/pki/ocsp/response.ts';
import { decodeCertificate } from '../../../src/pki/x509/decode-certificate.ts';
import { createHandClock, startTestLab, type TestLab } from '../../support/lab.ts';

let test: TestLab;
beforeAll(async () => {
  test = await startTestLab();
});
afterEach(() => test.behave({}));
afterAll(() => test.lab.stop());

function certificateOf(id: string) {
  const decoded = decodeCertificate(test.certificate(id).der);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
}

function requestFor(ids: readonly string[], nonce: Uint8Array | null = null): Uint8Array {
  const issuer = certificateOf('lab-issuing-ca');
  const certIds = ids.map((id) => createCertId(certificateOf(id), issuer, 'sha1'));
  return encodeRequest({ certIds, nonce });
}

const post = (body: Uint8Array, init: RequestInit = {}) =>
  fetch(test.url(), { method: 'POST', body: Uint8Array.from(body), ...init });

async function ocspOf(response: Response) {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/ocsp-response');
  const decoded = decodeResponse(new Uint8Array(await response.arrayBuffer()));
  if (!decoded.ok) throw new Error(`${decoded.error.path}: ${decoded.error.message}`);
  return decoded.value;
}

/** What the responder noted of the exchanges that `work` made. */
async function noted(count: number, work: () => Promise<unknown>) {
  const before = test.exchanges.length;
  await work();
  await test.exchanged(before + count);
  return test.exchanges.slice(before);
}

/** Sends a GET and returns once the server has begun with it: it says 100 Continue at that moment. */
async function askAndBeHeard(url: string) {
  const outgoing = httpRequest(url, { headers: { expect: '100-continue' } });
  // It will be cut off, by one side or the other.
  outgoing.on('error', () => {});
  outgoing.end();
  await once(outgoing, 'continue');
  return outgoing;
}

describe('the lab responder', () => {
  it('notes what it was asked and what it said', async () => {
    const request = requestFor(['lab-client-good', 'lab-client-revoked']);
    let length = 0;
    const [exchange] = await noted(1, async () => {
      length = (await (await post(request)).arrayBuffer()).byteLength;
    });
    expect(exchange).toEqual({
      number: expect.any(Number),
      responder: 'responder',
      at: test.clock.now(),
      method: 'POST',
      path: '/ocsp',
      requestBytes: request.length,
      answers: [
        {
          serialNumber: test.certificate('lab-client-good').serialNumber,
          name: 'lab-client-good',
          status: 'good',
        },
        {
          serialNumber: test.certificate('lab-client-revoked').serialNumber,
          name: 'lab-client-revoked',
          status: 'revoked',
        },
      ],
      httpStatus: 200,
      responseStatus: 'successful',
      responseBytes: length,
      fault: null,
      durationMs: expect.any(Number),
    });
  });

  it('reads its clock for every time in an answer, and the moment for its revocations', async () => {
    const request = requestFor(['lab-client-good']);
    const before = (await ocspOf(await post(request))).basic;
    test.clock.advance(31 * 60_000);
    const after = (await ocspOf(await post(request))).basic;
    const wholeSecond = Math.floor(test.clock.now() / 1000) * 1000;
    expect(after?.producedAt).toBe(wholeSecond);
    expect(after?.responses[0]).toMatchObject({
      thisUpdate: wholeSecond,
      nextUpdate: wholeSecond + 604_800_000,
    });
    expect(before?.producedAt).toBe(wholeSecond - 31 * 60_000);
  });

  it('repeats each CertID of a request as it was asked, in its order', async () => {
    const ids = ['lab-client-unknown', 'lab-server', 'lab-client-good', 'lab-ocsp-responder'];
    const { basic } = await ocspOf(await post(requestFor(ids)));
    expect(basic?.responses.map(({ certId }) => Buffer.from(certId.serialNumber))).toEqual(
      ids.map((id) => Buffer.from(certificateOf(id).serialNumber)),
    );
  });

  it('says unknown of a serial number that the CA never issued, and of a stranger among its own', async () => {
    const issuer = certificateOf('lab-issuing-ca');
    const own = createCertId(certificateOf('lab-client-good'), issuer, 'sha256');
    const never = { ...own, serialNumber: Uint8Array.of(0x01, 0xf3) };
    const stranger = createCertId(
      certificateOf('stranger-client'),
      certificateOf('stranger-ca'),
      'sha256',
    );
    const request = encodeRequest({ certIds: [own, never, stranger], nonce: null });
    const { basic } = await ocspOf(await post(request));
    expect(basic?.responses.map(({ certStatus }) => certStatus.status)).toEqual([
      'good',
      'unknown',
      'unknown',
    ]);
    const alone = encodeRequest({ certIds: [stranger], nonce: null });
    expect((await ocspOf(await post(alone))).responseStatus).toBe('unauthorized');
  });

  it('does not know the CA of a CertID with a hash that nobody uses', async () => {
    const own = createCertId(
      certificateOf('lab-client-good'),
      certificateOf('lab-issuing-ca'),
      'sha1',
    );
    const odd = { ...own, hashAlgorithm: { oid: '2.16.840.1.101.3.4.2.4', parameters: null } };
    const request = encodeRequest({ certIds: [odd], nonce: null });
    expect((await ocspOf(await post(request))).responseStatus).toBe('unauthorized');
  });

  it('echoes a nonce of any allowed length', async () => {
    for (const length of [1, 32, 128]) {
      const nonce = new Uint8Array(length).fill(7);
      const { basic } = await ocspOf(await post(requestFor(['lab-client-good'], nonce)));
      expect(basic?.nonce).toEqual(nonce);
    }
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', Buffer.from('hello')],
    ['a list of no questions', encodeRequest({ certIds: [], nonce: null })],
    ['octets after the request', Buffer.alloc(3, 0x30)],
  ])('answers malformedRequest to %s', async (_, body) => {
    expect((await ocspOf(await post(body))).responseStatus).toBe('malformedRequest');
  });

  it('answers every body with an OCSP response, and goes on', async () => {
    const valid = requestFor(['lab-client-good']);
    const mutated = fc
      .record({ at: fc.nat(valid.length - 1), octet: fc.nat(255), length: fc.nat(valid.length) })
      .map(({ at, octet, length }) => {
        const copy = Uint8Array.from(valid);
        copy[at] = octet;
        return copy.subarray(0, length);
      });
    const bodies = fc.oneof(fc.uint8Array({ maxLength: 300 }), mutated);
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const { responseStatus } = await ocspOf(await post(body));
        expect(['successful', 'malformedRequest', 'unauthorized']).toContain(responseStatus);
      }),
      { numRuns: 200 },
    );
    expect((await ocspOf(await post(valid))).responseStatus).toBe('successful');
  });

  it.each([
    ['escaped', (base64: string) => `/${encodeURIComponent(base64)}`],
    ['as it is', (base64: string) => `/${base64}`],
    ['after two slashes', (base64: string) => `//${base64}`],
    ['without its padding', (base64: string) => `/${base64.replace(/=+$/, '')}`],
    ['before a query', (base64: string) => `/${encodeURIComponent(base64)}?at=1`],
  ])('reads a GET whose base64 is %s', async (_, pathOf) => {
    const base64 = Buffer.from(requestFor(['lab-client-good'])).toString('base64');
    const { basic } = await ocspOf(await fetch(test.url() + pathOf(base64)));
    expect(basic?.responses[0]?.certStatus.status).toBe('good');
  });

  it('is found at the root too, and nothing else is', async () => {
    const root = new URL('/', test.url()).href;
    const request = requestFor(['lab-client-good']);
    const base64 = encodeURIComponent(Buffer.from(request).toString('base64'));
    expect((await ocspOf(await fetch(root + base64))).responseStatus).toBe('successful');
    const posted = await fetch(root, { method: 'POST', body: Uint8Array.from(request) });
    expect((await ocspOf(posted)).responseStatus).toBe('successful');
    for (const path of ['favicon.ico', 'ocspx', 'backup', '%']) {
      expect((await fetch(root + path)).status).toBe(404);
    }
    expect((await ocspOf(await fetch(`${test.url()}/%zz`))).responseStatus).toBe(
      'malformedRequest',
    );
  });

  it('serves many at a time over kept connections', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 10 });
    const sockets = new Set<unknown>();
    const body = requestFor(['lab-client-good']);
    const exchange = async () => {
      const outgoing = httpRequest(test.url(), { agent, method: 'POST' });
      outgoing.end(body);
      const [incoming]: IncomingMessage[] = await once(outgoing, 'response');
      if (incoming === undefined) throw new Error('There is no response.');
      sockets.add(incoming.socket);
      incoming.resume();
      await once(incoming, 'end');
      return incoming.statusCode;
    };
    const statuses = await Promise.all(Array.from({ length: 200 }, exchange));
    agent.destroy();
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(sockets.size).toBeLessThanOrEqual(10);
  });

  it('waits for the latency that is set, and no longer for a client that has gone', async () => {
    await test.behave({ latencyMs: 120 });
    const began = performance.now();
    await post(requestFor(['lab-client-good']));
    expect(performance.now() - began).toBeGreaterThanOrEqual(119);

    await test.behave({ latencyMs: 60_000 });
    const [exchange] = await noted(1, async () => {
      (await askAndBeHeard(`${test.url()}/AA`)).destroy();
    });
    expect(exchange).toMatchObject({ httpStatus: null, answers: [], responseStatus: null });
    expect(exchange?.durationMs).toBeLessThan(30_000);
  });

  it('survives a client that leaves in the middle of its request', async () => {
    const { port } = new URL(test.url());
    const [exchange] = await noted(1, async () => {
      const socket = connect({ host: '127.0.0.1', port: Number(port) });
      await once(socket, 'connect');
      const half = 'POST /ocsp HTTP/1.1\r\nHost: lab\r\nContent-Length: 100\r\n\r\nhalf';
      socket.write(half, () => socket.destroy());
      await once(socket, 'close');
    });
    expect(exchange).toMatchObject({ httpStatus: null, requestBytes: 0, responseStatus: null });
  });

  it('notes how a fault went', async () => {
    await test.behave({ fault: 'truncated-body' });
    const [half] = await noted(1, async () => {
      const response = await post(requestFor(['lab-client-good']));
      await expect(response.arrayBuffer()).rejects.toThrow();
    });
    expect(half).toMatchObject({
      fault: 'truncated-body',
      httpStatus: 200,
      responseStatus: 'successful',
    });

    await test.behave({ fault: 'oversized-body' });
    const [much] = await noted(1, async () => {
      const response = await post(requestFor(['lab-client-good']));
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThanOrEqual(10 * 1_048_576);
    });
    expect(much?.responseBytes).toBeGreaterThanOrEqual(10 * 1_048_576);
  });

  it('sends slow bytes one by one, and all of them in the end', async () => {
    await test.behave({ fault: 'slow-bytes' });
    const response = await fetch(`${test.url()}/AA`);
    const began = performance.now();
    expect((await ocspOf(response)).responseStatus).toBe('malformedRequest');
    expect(performance.now() - began).toBeGreaterThan(4 * 240);
  });
});

describe('a responder that stops', () => {
  it('leaves no exchange waiting', async () => {
    const other = await startTestLab();
    await other.behave({ fault: 'never-answer' });
    const outgoing = await askAndBeHeard(`${other.url()}/AA`);
    const closed = new Promise((resolve) => outgoing.once('close', resolve));
    await other.lab.stop();
    await closed;
    await other.exchanged(1);
    expect(other.exchanges[0]).toMatchObject({ httpStatus: null, fault: 'never-answer' });
  });
});

describe('a responder without a lab', () => {
  it('says tryLater', async () => {
    const responder = new LabResponder({
      name: 'responder',
      clock: createHandClock(),
      random: (count) => new Uint8Array(count),
      authority: () => null,
      onExchange: () => {},
      onStateChange: () => {},
    });
    const started = await responder.start(0);
    if (!started.ok) throw new Error(started.error.code);
    try {
      const url = `http://127.0.0.1:${started.value}`;
      expect((await ocspOf(await fetch(`${url}/ocsp/AA`))).responseStatus).toBe('tryLater');
      expect((await fetch(`${url}/issuing-ca.cer`)).status).toBe(503);
    } finally {
      await responder.stop();
    }
  });

  it('says why it cannot listen', async () => {
    const responder = new LabResponder({
      name: 'responder',
      clock: createHandClock(),
      random: (count) => new Uint8Array(count),
      authority: () => null,
      onExchange: () => {},
      onStateChange: () => {},
    });
    expect(await responder.start(70_000)).toMatchObject({
      ok: false,
      error: { code: 'listen-failed', port: 70_000 },
    });
    expect(responder.state.state).toBe('failed');
    await responder.stop();
    expect(responder.state).toEqual({ state: 'stopped' });
  });
});
