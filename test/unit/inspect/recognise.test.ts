import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recognise } from '#inspect/recognise.ts';
import { fixturesUrl, readFixture, readFixtureDer } from '../../support/fixtures/manifest.ts';
import { mustOpenssl } from '../../support/openssl.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';

const text = (value: string) => new TextEncoder().encode(value);

describe('recognise', () => {
  const temp = suiteTempDir('recognise');

  it.each<[string, Uint8Array]>([
    ['certificate', readFixtureDer('certificates/p256/good.pem')],
    ['certificate', readFixtureDer('certificates/rsa2048/root.pem')],
    ['ocsp-request', readFixture('requests/p256-issuer-good.der')],
    ['ocsp-request', readFixture('requests/nonce-required.der')],
    ['ocsp-response', readFixture('responses/p256-issuer-good.der')],
    ['ocsp-response', readFixture('responses/error-trylater.der')],
    ['html', text('\n<!DOCTYPE html><html></html>')],
    ['html', text('<html><body>')],
    ['xml', text('<?xml version="1.0"?><a/>')],
    ['json', text('{"a":1}')],
    ['text', text('not a certificate')],
    ['empty', new Uint8Array(0)],
    ['asn1', Uint8Array.of(0x30, 0x03, 0x01, 0x01, 0xff)],
    ['unknown', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
  ])('sees %s', (shape, bytes) => {
    expect(recognise(bytes)).toBe(shape);
  });

  it.each(['certificates/p256/good.pem', 'certificates/p521/issuer.pem'])(
    'sees a certificate in %s that is cut short',
    (file) => {
      const der = readFixtureDer(file);
      expect(recognise(der.subarray(0, der.length >> 1))).toBe('certificate');
    },
  );

  it('sees half an OCSP response', () => {
    const response = readFixture('responses/p256-issuer-good.der');
    expect(recognise(response.subarray(0, response.length >> 1))).toBe('ocsp-response');
  });

  it('sees what openssl makes of keys, requests and containers', async () => {
    const cert = fileURLToPath(new URL('certificates/p256/good.pem', fixturesUrl));
    const file = (name: string) => join(temp.path, name);
    const der = ['-outform', 'DER', '-out'];
    await mustOpenssl(['genrsa', '-traditional', '-out', file('rsa.pem'), '2048']);
    const curve = ['-name', 'prime256v1', '-genkey', '-noout'];
    await mustOpenssl(['ecparam', ...curve, ...der, file('ec.key')]);
    await mustOpenssl(['rsa', '-in', file('rsa.pem'), '-traditional', ...der, file('rsa.key')]);
    await mustOpenssl([
      'pkcs8',
      '-topk8',
      '-nocrypt',
      '-in',
      file('rsa.pem'),
      ...der,
      file('pkcs8.key'),
    ]);
    await mustOpenssl([
      'pkcs8',
      '-topk8',
      '-passout',
      'pass:x',
      '-in',
      file('rsa.pem'),
      ...der,
      file('locked.key'),
    ]);
    await mustOpenssl(['rsa', '-in', file('rsa.pem'), '-pubout', ...der, file('public.key')]);
    await mustOpenssl([
      'req',
      '-new',
      '-key',
      file('rsa.pem'),
      '-subj',
      '/CN=a',
      ...der,
      file('a.csr'),
    ]);
    await mustOpenssl(['crl2pkcs7', '-nocrl', '-certfile', cert, ...der, file('a.p7b')]);
    await mustOpenssl([
      'pkcs12',
      '-export',
      '-nokeys',
      '-in',
      cert,
      '-passout',
      'pass:x',
      '-out',
      file('a.p12'),
    ]);
    const expected: Record<string, string> = {
      'rsa.key': 'private-key',
      'ec.key': 'private-key',
      'pkcs8.key': 'private-key',
      'locked.key': 'private-key',
      'public.key': 'public-key',
      'a.csr': 'certificate-request',
      'a.p7b': 'pkcs7',
      'a.p12': 'pkcs12',
    };
    const seen: Record<string, string> = {};
    for (const name of Object.keys(expected)) {
      seen[name] = recognise(new Uint8Array(await readFile(file(name))));
    }
    expect(seen).toEqual(expected);
  });
});
