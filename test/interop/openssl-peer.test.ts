import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { curl } from '../support/curl.ts';
import { openssl } from '../support/openssl.ts';
import {
  type AnswerOptions,
  askResponder,
  describeRequest,
  judgeResponse,
  makeRequest,
  makeResponse,
} from '../support/openssl-ocsp.ts';
import { createPki, type Issued, type KeyAlgorithm, type Pki } from '../support/openssl-pki.ts';
import { type OpensslResponder, startOpensslResponder } from '../support/openssl-responder.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('openssl-peer');
let pki: Pki;
let good: Issued;
let revoked: Issued;
let unknown: Issued;

beforeAll(async () => {
  pki = await createPki({ dir: temp.path });
  good = await pki.issueClient({ name: 'good' });
  revoked = await pki.issueClient({ name: 'revoked' });
  unknown = await pki.issueClient({ name: 'unknown' });
  const at = new Date('2026-03-04T05:06:07Z');
  await pki.revoke(revoked, { reason: 'keyCompromise', at });
  await pki.forget(unknown);
});

describe('the openssl responder', () => {
  let responder: OpensslResponder | null = null;
  const serve = async (options: Partial<AnswerOptions> = {}) => {
    responder = await startOpensslResponder({ authority: pki.issuer, ...options });
    return responder;
  };
  const ask = (url: string, certificate: Issued, nonce: 'omit' | 'send' = 'omit') =>
    askResponder(
      url,
      { issuer: pki.issuer, certificates: [certificate], nonce },
      { caFile: pki.caFile },
    );
  afterEach(async () => {
    await responder?.stop();
    responder = null;
  });

  it('answers good, revoked and unknown to an openssl client', async () => {
    const { url } = await serve();
    const answers = [await ask(url, good), await ask(url, revoked), await ask(url, unknown)];
    expect(answers.map(({ verified, status, reason }) => ({ verified, status, reason }))).toEqual([
      { verified: true, status: 'good', reason: null },
      { verified: true, status: 'revoked', reason: 'keyCompromise' },
      { verified: true, status: 'unknown', reason: null },
    ]);
    expect(answers[1]?.text).toContain('Revocation Time: Mar  4 05:06:07 2026 GMT');
  });

  it('returns the nonce that the client sent', async () => {
    const { url } = await serve();
    const { text, verified } = await ask(url, good, 'send');
    expect({ verified, warned: text.includes('WARNING: no nonce') }).toEqual({
      verified: true,
      warned: false,
    });
  });

  it('answers through a delegate that the CA authorized', async () => {
    const signer = await pki.issueResponder({ name: 'delegate', key: 'rsa2048' });
    const { url } = await serve({ signer, responderId: 'key', nextUpdateMinutes: 60 });
    const { verified, status, text } = await ask(url, good);
    expect({ verified, status }).toEqual({ verified: true, status: 'good' });
    expect(text).toMatch(/Responder Id: [0-9A-F]{40}/);
    expect(text).toContain('Next Update');
  });

  it.each<[string, () => Promise<Partial<AnswerOptions>>]>([
    ['a corrupt signature', async () => ({ signature: 'corrupt' })],
    [
      'a delegate without id-kp-OCSPSigning',
      async () => ({
        signer: await pki.issueResponder({ name: 'no purpose', extendedKeyUsage: ['clientAuth'] }),
      }),
    ],
    [
      'a delegate whose certificate is missing in the response',
      async () => ({
        signer: await pki.issueResponder({ name: 'absent' }),
        certificates: 'omit',
      }),
    ],
    [
      'an expired delegate',
      async () => ({
        signer: await pki.issueResponder({
          name: 'expired',
          notAfter: new Date('2025-02-01T00:00:00Z'),
        }),
      }),
    ],
    [
      'a delegate of a stranger CA',
      async () => {
        const stranger = await createPki({ dir: temp.path, name: 'Stranger' });
        return { signer: await stranger.issueResponder({ name: 'stranger' }) };
      },
    ],
  ])('is not believed by an openssl client with %s', async (_what, options) => {
    const { url } = await serve(await options());
    const { verified, status } = await ask(url, good);
    expect({ verified, status }).toEqual({ verified: false, status: 'good' });
  });

  it('follows a revocation and a release after reload', async () => {
    const client = await pki.issueClient({ name: 'held' });
    const { url, reload, requestLines } = await serve();
    const seen = [(await ask(url, client)).status];
    await pki.revoke(client, { reason: 'certificateHold' });
    await reload();
    seen.push((await ask(url, client)).status);
    await pki.release(client);
    await reload();
    seen.push((await ask(url, client)).status);
    expect(seen).toEqual(['good', 'revoked', 'good']);
    expect(requestLines()).toHaveLength(3);
  });

  it('survives a malformed request', async () => {
    const { url } = await serve();
    const body = join(temp.path, 'malformed.der');
    await writeFile(
      body,
      Uint8Array.of(0x30, 0x08, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08),
    );
    const answer = await curl(`${url}/`, ['--data-binary', `@${body}`]);
    expect(answer).toMatchObject({ outcome: 'response', status: 400 });
    expect((await ask(url, good)).status).toBe('good');
  });

  it('answers curl by GET and by POST', async () => {
    const { url } = await serve();
    const request = await makeRequest({ issuer: pki.issuer, certificates: [revoked] });
    const path = join(temp.path, 'request.der');
    await writeFile(path, request);
    const base64 = encodeURIComponent(Buffer.from(request).toString('base64'));
    const question = { issuer: pki.issuer, certificates: [revoked] };
    const type = 'Content-Type: application/ocsp-request';
    for (const answer of [
      await curl(`${url}/${base64}`),
      await curl(`${url}/`, ['--data-binary', `@${path}`, '--header', type]),
    ]) {
      if (answer.outcome !== 'response') throw new Error(answer.message);
      expect(answer.headers.get('content-type')).toBe('application/ocsp-response');
      const judged = await judgeResponse(answer.body, question, { caFile: pki.caFile });
      expect({ verified: judged.verified, status: judged.status }).toEqual({
        verified: true,
        status: 'revoked',
      });
    }
  });
});

describe('the openssl PKI', () => {
  it.each<KeyAlgorithm>(['rsa2048', 'p256', 'p384', 'p521', 'ed25519'])(
    'issues a %s client whose chain openssl verifies, and an answer for it',
    async (key) => {
      const own = await createPki({ dir: temp.path, key });
      const client = await own.issueClient({ name: 'client', key });
      const chain = ['-CAfile', own.caFile, '-purpose', 'sslclient', client.certPath];
      expect((await openssl(['verify', ...chain])).stdout).toBe(`${client.certPath}: OK\n`);
      const question = { issuer: own.issuer, certificates: [client] };
      const answer = await makeResponse(await makeRequest(question), { authority: own.issuer });
      const judged = await judgeResponse(answer, question, { caFile: own.caFile });
      expect({ verified: judged.verified, status: judged.status }).toEqual({
        verified: true,
        status: 'good',
      });
    },
  );

  it('writes the chosen serial, validity and AIA into a certificate', async () => {
    const client = await pki.issueClient({
      name: 'chosen',
      serial: 'a0b1c2d3e4f5',
      notBefore: new Date('2025-06-07T08:09:10Z'),
      notAfter: new Date('2061-01-02T03:04:05Z'),
      ocspUris: ['http://one.test/ocsp?a=1', 'http://two.test/'],
      caIssuersUris: ['http://ca.test/ca.cer'],
    });
    const wanted = ['-serial', '-startdate', '-enddate', '-ocsp_uri', '-subject'];
    const { stdout } = await openssl(['x509', '-noout', '-in', client.certPath, ...wanted]);
    expect(stdout.trim().split('\n')).toEqual([
      'serial=A0B1C2D3E4F5',
      'notBefore=Jun  7 08:09:10 2025 GMT',
      'notAfter=Jan  2 03:04:05 2061 GMT',
      'http://one.test/ocsp?a=1',
      'http://two.test/',
      'subject=O = Revoscope tests, CN = chosen',
    ]);
    expect(client.serial).toBe('A0B1C2D3E4F5');
    expect(Buffer.from(client.der).toString('base64').slice(0, 60)).toBe(
      (await readFile(client.certPath, 'utf8')).replaceAll('\n', '').slice(27, 87),
    );
  });

  it('puts the digest of the CertID and the nonce into a request', async () => {
    const request = await makeRequest({
      issuer: pki.issuer,
      certificates: [good, revoked],
      certIdDigest: 'sha256',
      nonce: 'send',
    });
    const text = await describeRequest(request);
    expect(text.match(/Hash Algorithm: (\w+)/g)).toEqual([
      'Hash Algorithm: sha256',
      'Hash Algorithm: sha256',
    ]);
    expect(text).toContain('OCSP Nonce');
    expect(text).toContain(`Serial Number: ${good.serial}`);
  });
});
