import { describe, expect, it } from 'vitest';
import { loadCertificates, loadOcspRequest, loadOcspResponse } from '#inspect/load-objects.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import { readFixture, readFixtureDer, readManifest } from '../../support/fixtures/manifest.ts';

const text = (value: string) => new TextEncoder().encode(value);
const good = readFixtureDer('certificates/p256/good.pem');
const goodPem = encodePem('CERTIFICATE', good);
const keyPem = encodePem('PRIVATE KEY', Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x00));

function load(bytes: Uint8Array) {
  const { certificates, problems } = loadCertificates(bytes, 'a file');
  return {
    labels: certificates.map((certificate) => summarizeCertificate(certificate).label),
    problems,
  };
}

describe('loadCertificates', () => {
  it.each(readManifest().forms)('reads $about', ({ file, holds }) => {
    const { certificates, problems } = loadCertificates(readFixture(file), file);
    const ders = certificates.map(({ der }) => Buffer.from(der).toString('hex'));
    expect(ders).toEqual(holds.map((held) => Buffer.from(readFixtureDer(held)).toString('hex')));
    expect(problems).toEqual([]);
  });

  it('reads bare base64, with line breaks', () => {
    const base64 = Buffer.from(good).toString('base64').replace(/.{60}/g, '$&\n');
    expect(load(text(`${base64}\n`))).toEqual({ labels: ['Good client'], problems: [] });
  });

  it('takes the certificate beside a private key, and leaves the key', () => {
    const { labels, problems } = load(text(goodPem + keyPem));
    expect(labels).toEqual(['Good client']);
    expect(problems).toMatchObject([{ code: 'private-key-refused' }]);
    expect(problems[0]?.message).toMatch(
      /^The PEM block in line \d+ is a private key: it was not loaded/,
    );
  });

  it('says octet and path of a certificate that is not well-formed', () => {
    const broken = good.subarray(0, good.length - 1);
    expect(load(broken).problems).toEqual([
      {
        code: 'malformed',
        message: expect.stringMatching(
          /^This certificate is not well-formed: SEQUENCE of \d+ octets/,
        ),
        offset: 0,
        path: 'Certificate',
      },
    ]);
  });

  it('judges a block that calls itself a certificate as one', () => {
    const pem = encodePem('CERTIFICATE', Uint8Array.of(0x30, 0x03, 0x01, 0x01, 0xff));
    expect(load(text(pem)).problems).toMatchObject([{ code: 'malformed', offset: 2 }]);
  });

  it.each<[string, Uint8Array, string, string]>([
    ['an empty file', new Uint8Array(0), 'empty-input', 'The input is empty.'],
    [
      'an OCSP response',
      readFixture('responses/p256-issuer-good.der'),
      'not-a-certificate',
      'This is an OCSP response, not a certificate.',
    ],
    [
      'an OCSP request',
      readFixture('requests/p256-issuer-good.der'),
      'not-a-certificate',
      'This is an OCSP request, not a certificate.',
    ],
    [
      'an HTML page',
      text('<!doctype html><title>Sign in</title>'),
      'not-a-certificate',
      'This is an HTML page, not a certificate. It is probably the answer of a web server in place of the file.',
    ],
    ['a text', text('hello'), 'not-recognised', 'This is a text, not a certificate.'],
    [
      'binary data',
      Uint8Array.of(0xff, 0x00, 0x01),
      'not-recognised',
      'This is neither PEM, base64 nor DER, so not a certificate.',
    ],
    [
      'a private key',
      text(keyPem),
      'private-key-refused',
      'The PEM block in line 1 is a private key: it was not loaded and not kept.',
    ],
    [
      'more than 1 MiB',
      new Uint8Array(1_048_577),
      'too-large',
      'The input has 1.0 MiB; at most 1 MiB is read, and a certificate has a few KiB.',
    ],
    [
      'a PEM block that is cut off',
      text(goodPem.slice(0, 200)),
      'malformed',
      'A PEM block "CERTIFICATE" cannot be read: the block that begins in line 1 has no END line.',
    ],
    [
      'only the end of a PEM block',
      text('-----END CERTIFICATE-----\n'),
      'not-recognised',
      'There is a PEM end line here, but no whole PEM block.',
    ],
  ])('refuses %s', (_what, bytes, code, message) => {
    const { labels, problems } = load(bytes);
    expect({
      labels,
      problems: problems.map((problem) => [problem.code, problem.message]),
    }).toEqual({
      labels: [],
      problems: [[code, message]],
    });
  });

  it('tells at most twenty problems of one input', () => {
    const { problems } = load(text(keyPem.repeat(100)));
    expect(problems).toHaveLength(20);
    expect(problems.at(-1)?.message).toBe('81 more objects of this input were not taken.');
  });
});

describe('loadOcspResponse', () => {
  const response = readFixture('responses/p256-issuer-good.der');

  it.each<[string, Uint8Array]>([
    ['DER', response],
    ['PEM', text(encodePem('OCSP RESPONSE', response))],
    ['base64', text(Buffer.from(response).toString('base64'))],
  ])('takes the octets out of %s', (_form, bytes) => {
    expect(loadOcspResponse(bytes)).toEqual({ ok: true, value: new Uint8Array(response) });
  });

  it('leaves it to the engine to judge half a response', () => {
    expect(loadOcspResponse(response.subarray(0, 200))).toMatchObject({ ok: true });
  });

  it.each<[string, Uint8Array, string]>([
    ['a certificate', good, 'This is a certificate, not an OCSP response.'],
    [
      'an HTML page',
      readFixture('responses/malformed-html.der'),
      'This is an HTML page, not an OCSP response. It is probably the answer of a web server in place of the file.',
    ],
    ['nothing', new Uint8Array(0), 'The input is empty.'],
  ])('refuses %s', (_what, bytes, message) => {
    expect(loadOcspResponse(bytes)).toMatchObject({ ok: false, error: { message } });
  });
});

describe('loadOcspRequest', () => {
  it('decodes a request with its nonce', () => {
    const request = loadOcspRequest(readFixture('requests/nonce-required.der'));
    expect(request.ok && request.value.nonce?.length).toBeGreaterThan(0);
  });

  it('says octet and path where it is not well-formed', () => {
    const request = readFixture('requests/p256-issuer-good.der');
    expect(loadOcspRequest(request.subarray(0, request.length - 3))).toMatchObject({
      ok: false,
      error: { code: 'malformed', offset: 0, path: 'OCSPRequest' },
    });
  });
});
