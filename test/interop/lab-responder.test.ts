import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodePem } from '../../src/pki/x509/pem.ts';
import type { FaultId, ResponderSigner } from '../../src/shared/model/lab.ts';
import { curl } from '../support/curl.ts';
import { startTestLab, type TestLab } from '../support/lab.ts';
import { askResponder, makeRequest, type QuestionOptions } from '../support/openssl-ocsp.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

describe.each(['p256', 'rsa2048'] as const)('openssl ocsp asking a lab of %s', (keyType) => {
  const dir = suiteTempDir('lab-responder');
  let test: TestLab;
  let caFile: string;

  beforeAll(async () => {
    test = await startTestLab();
    if (keyType !== 'p256') {
      const reset = await test.lab.reset(keyType);
      if (!reset.ok) throw new Error(reset.error.code);
    }
    await mkdir(dir.path, { recursive: true });
    for (const { id, der } of test.lab.ca.certificates()) {
      await writeFile(pathOf(id), encodePem('CERTIFICATE', der));
    }
    caFile = join(dir.path, 'ca.pem');
    const authorities = ['lab-issuing-ca', 'lab-root-ca'].map((id) =>
      encodePem('CERTIFICATE', test.certificate(id).der),
    );
    await writeFile(caFile, authorities.join(''));
  });
  afterEach(() => test.behave({}));
  afterAll(() => test.lab.stop());

  const pathOf = (id: string) => join(dir.path, `${id}.pem`);

  function ask(ids: readonly string[], question: Partial<QuestionOptions> = {}) {
    const issuer = { certPath: pathOf('lab-issuing-ca') };
    const certificates = ids.map((id) => ({ certPath: pathOf(id) }));
    return askResponder(test.url(), { issuer, certificates, ...question }, { caFile });
  }

  describe.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('with %s CertIDs', (hash) => {
    it.each([
      ['lab-client-good', 'good', null],
      ['lab-client-revoked', 'revoked', 'keyCompromise'],
      ['lab-client-unknown', 'unknown', null],
    ] as const)('is told that %s is %s', async (id, status, reason) => {
      const told = await ask([id], { certIdDigest: hash });
      expect(told).toMatchObject({ verified: true, status, reason, timesInvalid: false });
    });
  });

  it.each([
    ['ca', 'name'],
    ['ca', 'key'],
    ['delegate', 'name'],
    ['delegate', 'key'],
  ] as const)('verifies an answer that the %s signed, identified by %s', async (signer, by) => {
    await test.behave({ signer, responderIdBy: by });
    const told = await ask(['lab-client-good']);
    expect(told).toMatchObject({ verified: true, status: 'good' });
    const identified = by === 'key' ? /Responder Id: [0-9A-F]{40}/ : /Responder Id: O = /;
    expect(told.text).toMatch(identified);
  });

  it.each(['delegate-without-eku', 'expired-delegate', 'stranger'] as const)(
    'refuses an answer that the %s signed',
    async (signer: ResponderSigner) => {
      await test.behave({ signer });
      expect((await ask(['lab-client-good'])).verified).toBe(false);
    },
  );

  it('finds its nonce in the answer, or misses it, or finds another', async () => {
    const nonce = 'send';
    const echoed = await ask(['lab-client-good'], { nonce });
    expect(echoed).toMatchObject({ verified: true, status: 'good' });
    expect(echoed.text).not.toContain('WARNING: no nonce in response');
    await test.behave({ nonce: 'ignore' });
    expect((await ask(['lab-client-good'], { nonce })).text).toContain(
      'WARNING: no nonce in response',
    );
    await test.behave({ nonce: 'wrong' });
    expect((await ask(['lab-client-good'], { nonce })).text).toContain('Nonce Verify error');
  });

  it('reads nextUpdate, or none', async () => {
    await test.behave({ nextUpdateSeconds: 3600 });
    expect((await ask(['lab-client-good'])).text).toContain('Next Update:');
    await test.behave({ nextUpdateSeconds: null });
    const without = await ask(['lab-client-good']);
    expect(without).toMatchObject({ verified: true, status: 'good' });
    expect(without.text).not.toContain('Next Update:');
  });

  it('is told of several certificates in one answer', async () => {
    const ids = ['lab-client-good', 'lab-client-revoked', 'lab-client-unknown', 'lab-server'];
    const told = await ask(ids);
    expect(told.verified).toBe(true);
    for (const [id, status] of [
      ['lab-client-good', 'good'],
      ['lab-client-revoked', 'revoked'],
      ['lab-client-unknown', 'unknown'],
      ['lab-server', 'good'],
    ] as const) {
      expect(told.text).toContain(`${pathOf(id)}: ${status}\n`);
    }
  });

  it('is told of a hold, its release and a revocation as soon as they are made', async () => {
    const id = 'lab-client-two-aia';
    test.lab.ca.hold(id);
    expect(await ask([id])).toMatchObject({ status: 'revoked', reason: 'certificateHold' });
    test.lab.ca.release(id);
    expect(await ask([id])).toMatchObject({ status: 'good' });
    test.lab.ca.revoke(id, 'cessationOfOperation', null);
    expect(await ask([id])).toMatchObject({ status: 'revoked', reason: 'cessationOfOperation' });
    test.lab.ca.setStatus(id, { status: 'good' });
  });

  it('is refused for a certificate of a CA that is not served', async () => {
    const told = await askResponder(
      test.url(),
      {
        issuer: { certPath: pathOf('stranger-ca') },
        certificates: [{ certPath: pathOf('stranger-client') }],
      },
      { caFile },
    );
    expect(told.responderError).toBe('unauthorized');
  });

  it.each([
    ['malformed-request', 'malformedrequest'],
    ['internal-error', 'internalerror'],
    ['try-later', 'trylater'],
    ['sig-required', 'sigrequired'],
    ['unauthorized', 'unauthorized'],
  ] as const)('reads the error of the fault %s as %s', async (fault, error) => {
    await test.behave({ fault });
    expect((await ask(['lab-client-good'])).responderError).toBe(error);
  });

  it.each(['bad-signature', 'unissued-signer'] as const)(
    'does not verify the answer of the fault %s',
    async (fault: FaultId) => {
      await test.behave({ fault });
      expect((await ask(['lab-client-good'])).verified).toBe(false);
    },
  );

  it.each(['stale', 'future'] as const)(
    'finds the times of the fault %s invalid',
    async (fault) => {
      await test.behave({ fault });
      expect(await ask(['lab-client-good'])).toMatchObject({ verified: true, timesInvalid: true });
    },
  );

  it('finds no status for its question in an answer about another serial number', async () => {
    await test.behave({ fault: 'other-serial-only' });
    const told = await ask(['lab-client-good']);
    expect(told).toMatchObject({ verified: true, status: null });
    expect(told.text).toContain('ERROR: No Status found.');
  });

  it("refuses the CA's delegate as the signer of an answer about another CA", async () => {
    await test.behave({ fault: 'wrong-cert-id' });
    expect(await ask(['lab-client-good'])).toMatchObject({ verified: false, status: null });
  });
});

describe('curl asking the lab responder', () => {
  const dir = suiteTempDir('lab-curl');
  let test: TestLab;
  let request: Uint8Array;
  let requestPath: string;

  beforeAll(async () => {
    test = await startTestLab();
    const paths = ['lab-issuing-ca', 'lab-client-good'].map((id) => join(dir.path, `${id}.pem`));
    const [issuer = '', client = ''] = paths;
    await writeFile(issuer, encodePem('CERTIFICATE', test.certificate('lab-issuing-ca').der));
    await writeFile(client, encodePem('CERTIFICATE', test.certificate('lab-client-good').der));
    request = await makeRequest({
      issuer: { certPath: issuer },
      certificates: [{ certPath: client }],
    });
    requestPath = join(dir.path, 'request.der');
    await writeFile(requestPath, request);
  });
  afterAll(() => test.lab.stop());

  const post = (path: string) => [
    ...['--header', 'Content-Type: application/ocsp-request'],
    ...['--data-binary', `@${path}`],
  ];

  it('gets the same kind of answer by POST and by GET', async () => {
    const posted = await curl(test.url(), post(requestPath));
    const escaped = encodeURIComponent(Buffer.from(request).toString('base64'));
    const got = await curl(`${test.url()}/${escaped}`);
    for (const answer of [posted, got]) {
      if (answer.outcome === 'failed') throw new Error(answer.message);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/ocsp-response');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.body[0]).toBe(0x30);
    }
  });

  it('keeps one connection for several requests', async () => {
    const again = [
      '--next',
      '--silent',
      ...post(requestPath),
      '--output',
      join(dir.path, 'second'),
    ];
    const write = ['--write-out', '%{num_connects}'];
    const answer = await curl(test.url(), [...post(requestPath), test.url(), ...again, ...write]);
    if (answer.outcome === 'failed') throw new Error(answer.message);
    expect(answer.text.endsWith('0')).toBe(true);
  });

  it('is told 405 for another method, with those that are allowed', async () => {
    const answer = await curl(test.url(), ['--request', 'PUT', ...post(requestPath)]);
    if (answer.outcome === 'failed') throw new Error(answer.message);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });

  it.each([
    ['with its length announced', []],
    ['in chunks', ['--header', 'Transfer-Encoding: chunked']],
  ])('is told 413 for a request that is too large, %s', async (_, options) => {
    const large = join(dir.path, 'large');
    await writeFile(large, Buffer.alloc(200_000, 0x30));
    const answer = await curl(test.url(), [...post(large), ...options]);
    if (answer.outcome === 'failed') throw new Error(answer.message);
    expect(answer.status).toBe(413);
  });

  it('gets the certificate of the issuing CA where caIssuers says', async () => {
    const answer = await curl(new URL('/issuing-ca.cer', test.url()).href);
    if (answer.outcome === 'failed') throw new Error(answer.message);
    expect(answer.headers.get('content-type')).toBe('application/pkix-cert');
    expect(answer.body).toEqual(test.certificate('lab-issuing-ca').der);
  });

  it('is refused a connection, and served again on the same port afterwards', async () => {
    const url = test.url();
    await test.behave({ fault: 'refuse-connection' });
    expect(await curl(url, post(requestPath))).toMatchObject({ outcome: 'failed', code: 7 });
    await test.behave({});
    expect(test.url()).toBe(url);
    expect(await curl(url, post(requestPath))).toMatchObject({ outcome: 'response', status: 200 });
  });

  it('finds a truncated body truncated', async () => {
    await test.behave({ fault: 'truncated-body' });
    expect(await curl(test.url(), post(requestPath))).toMatchObject({
      outcome: 'failed',
      code: 18,
    });
    await test.behave({});
  });
});
