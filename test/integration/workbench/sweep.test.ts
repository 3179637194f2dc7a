import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Transport } from '#engine/ask/ports.ts';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { SweepResult } from '#shared/model/sweep.ts';
import { keyOf } from '#workbench/sweep/journal.ts';
import { readCertificateStream } from '#workbench/sweep/pem-stream.ts';
import { runSweep, type SweepInput } from '#workbench/sweep/run-sweep.ts';
import { createSweepControl, type SweepControl } from '#workbench/sweep/sweep-control.ts';
import type { SweepPlan } from '#workbench/sweep/sweep-plan.ts';
import { startTestLab, type TestLab } from '../../support/lab.ts';

const clock = { now: () => Date.now(), monotonic: () => performance.now() };
let made: TestLab;
const transport = createHttpTransport({ clock, network: () => 'loopback-only', proxy: () => null });
beforeAll(async () => {
  made = await startTestLab();
});
afterAll(async () => {
  transport.close();
  await made.lab.stop();
});

const pemOf = (id: string) => encodePem('CERTIFICATE', made.certificate(id).der);

async function* inputOf(text: string, chunk = 1_000): AsyncGenerator<SweepInput> {
  const chunks = async function* () {
    for (let at = 0; at < text.length; at += chunk) yield Buffer.from(text.slice(at, at + chunk));
  };
  let number = 0;
  for await (const block of readCertificateStream(chunks())) {
    number += 1;
    yield { source: 'fleet.pem', number, block };
  }
}

interface Options extends Partial<SweepPlan> {
  readonly through?: Transport;
  readonly done?: readonly string[];
  readonly control?: SweepControl;
}

async function sweep(text: string, options: Options = {}) {
  const { through = transport, done = [], control = createSweepControl(clock), ...plan } = options;
  const issuer = decodeCertificate(made.certificate('lab-issuing-ca').der);
  if (!issuer.ok) throw new Error(issuer.error.message);
  const results: SweepResult[] = [];
  const end = await runSweep({
    plan: {
      policy: defaultPolicy,
      issuers: [issuer.value],
      parallel: 4,
      perSecond: null,
      batch: 1,
      retries: 2,
      backOffMs: 1,
      ...plan,
    },
    inputs: inputOf(text),
    isDone: (key) => done.includes(key),
    onResult: (result) => results.push(result),
    transport: through,
    clock,
    signal: new AbortController().signal,
    control,
  });
  expect(end).toBe('done');
  return results.sort((a, b) => a.number - b.number);
}

const fleet = ['lab-client-good', 'lab-client-revoked', 'lab-client-unknown', 'lab-client-no-aia'];
const statusOf = (results: readonly SweepResult[]) => results.map(({ status }) => status);

describe('a sweep', () => {
  it('asks about each certificate, and says why one was not asked about', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n';
    const text = `remarks\n${fleet.map(pemOf).join('')}${pemOf('stranger-client')}${broken}`;
    const results = await sweep(text);
    expect(statusOf(results)).toEqual([
      'good',
      'revoked',
      'unknown',
      'indeterminate',
      'indeterminate',
      'indeterminate',
    ]);
    expect(results.map(({ reason }) => reason).slice(3)).toEqual([
      'It names no responder, and none is configured.',
      'Its issuer is not among those given.',
      'What stands in the block is no base64.',
    ]);
    expect(results[1]?.revokedAt).not.toBeNull();
    // Gone on with, the sweep says none of it again: neither of certificates nor of what is none.
    const known = results.filter(({ responder }) => responder !== null).map(keyOf);
    const broke = results.slice(-1).map(keyOf);
    expect(statusOf(await sweep(text, { done: [...known, ...broke] }))).toHaveLength(2);
  });

  it('asks about several at once where the responder answers them', async () => {
    const before = made.exchanges.length;
    const text = Array.from({ length: 10 }, () => pemOf('lab-client-good')).join('');
    const results = await sweep(text, { batch: 5 });
    expect(statusOf(results)).toEqual(Array.from({ length: 10 }, () => 'good'));
    expect(made.exchanges.length - before).toBe(2);
  });

  it('asks one at a time where the responder leaves some out', async () => {
    const first: Transport = {
      prepare: transport.prepare,
      // A responder that answers the first certificate of each request alone.
      exchange: async (request, signal) => {
        const one = await sweepFirst(request.ocspRequest);
        return transport.exchange({ ...request, ocspRequest: one }, signal);
      },
    };
    const text = ['lab-client-good', 'lab-client-revoked', 'lab-client-good'].map(pemOf).join('');
    const results = await sweep(text, { batch: 3, through: first });
    expect(statusOf(results)).toEqual(['good', 'revoked', 'good']);
  });

  it('asks again what failed for now, and gives up after so many times', async () => {
    let failures = 2;
    const lame: Transport = {
      prepare: transport.prepare,
      exchange: async (request, signal) => {
        if (failures === 0) return transport.exchange(request, signal);
        failures -= 1;
        const uri = await refusing();
        return transport.exchange({ ...request, uri }, signal);
      },
    };
    const [healed] = await sweep(pemOf('lab-client-good'), { through: lame });
    expect(healed).toMatchObject({ status: 'good', attempts: 3 });
    failures = 9;
    const [given] = await sweep(pemOf('lab-client-good'), { through: lame });
    expect(given).toMatchObject({ status: 'indeterminate', attempts: 3 });
  });

  it('believes no answer whose signature is forged, nor one of a stranger', async () => {
    const { behaviour } = made.lab.view() ?? {};
    if (behaviour === undefined) throw new Error('no lab');
    for (const [change, reason] of [
      [{ fault: 'bad-signature' }, /signature/i],
      [{ signer: 'stranger' }, /may not answer for the CA/],
    ] as const) {
      await made.lab.setBehaviour({ ...behaviour, ...change });
      const [result] = await sweep(pemOf('lab-client-good'));
      expect(result?.status).toBe('indeterminate');
      expect(result?.reason).toMatch(reason);
    }
    await made.lab.setBehaviour(behaviour);
  });

  it('leaves out what is done already', async () => {
    const done = [made.certificate('lab-client-good').fingerprint];
    const text = ['lab-client-good', 'lab-client-revoked'].map(pemOf).join('');
    expect(statusOf(await sweep(text, { done }))).toEqual(['revoked']);
  });

  it('asks nobody while it is held, and goes on with what is left', async () => {
    const control = createSweepControl(clock);
    let asked = 0;
    const held: Transport = {
      prepare: transport.prepare,
      exchange: async (request, signal) => {
        asked += 1;
        if (asked === 2) control.pause();
        return transport.exchange(request, signal);
      },
    };
    const text = Array.from({ length: 6 }, () => pemOf('lab-client-good')).join('');
    const swept = sweep(text, { through: held, control, parallel: 1 });
    await expect.poll(() => control.isPaused()).toBe(true);
    const seen = made.exchanges.length;
    await expect.poll(() => control.pausedMs()).toBeGreaterThan(60);
    expect(asked).toBe(2);
    expect(made.exchanges.length).toBeLessThanOrEqual(seen + 1);
    control.resume();
    expect(statusOf(await swept)).toEqual(Array.from({ length: 6 }, () => 'good'));
    expect(asked).toBe(6);
  });

  it('asks one responder while another is silent', async () => {
    const issued = await made.lab.ca.issueClient({
      name: 'silent',
      keyType: 'p256',
      validDays: 1,
      ocspUris: [{ to: 'elsewhere', uri: 'http://127.0.0.1:1/silent' }],
    });
    if (!issued.ok) throw new Error(issued.error.code);
    const silent = encodePem('CERTIFICATE', issued.value.der);
    let release = () => {};
    const silence = new Promise<void>((resolve) => {
      release = resolve;
    });
    const half: Transport = {
      prepare: transport.prepare,
      exchange: async (request, signal) => {
        if (request.uri.endsWith('/silent')) await silence;
        return transport.exchange(request, signal);
      },
    };
    const before = made.exchanges.length;
    const text = `${silent.repeat(20)}${pemOf('lab-client-good')}`;
    const swept = sweep(text, { through: half, parallel: 1, retries: 0 });
    await expect.poll(() => made.exchanges.length).toBe(before + 1);
    release();
    expect(statusOf(await swept).at(-1)).toBe('good');
  });

  it('keeps to the rate', async () => {
    const text = Array.from({ length: 6 }, () => pemOf('lab-client-good')).join('');
    const began = performance.now();
    await sweep(text, { perSecond: 50 });
    expect(performance.now() - began).toBeGreaterThan(95);
  });
});

async function sweepFirst(request: Uint8Array): Promise<Uint8Array> {
  const { decodeRequest, encodeRequest } = await import('#pki/ocsp/request.ts');
  const decoded = decodeRequest(request);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const certIds = decoded.value.requestList.slice(0, 1).map(({ certId }) => certId);
  return encodeRequest({ certIds, nonce: null });
}

async function refusing(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  const port = typeof address === 'object' && address !== null ? address.port : 1;
  return `http://127.0.0.1:${port}/${randomBytes(2).toString('hex')}`;
}
