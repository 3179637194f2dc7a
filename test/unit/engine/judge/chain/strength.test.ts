import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { judgeKey, judgeSignatureAlgorithm } from '#engine/judge/chain/strength.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { readFixture } from '../../../../support/fixtures/manifest.ts';
import { forge } from '../../../../support/forge-certificate.ts';
import { decoded } from '../../../../support/ocsp-builder.ts';
import { evaluate, failureOf, issuing } from '../../../pki/x509/chain-question.ts';

function rsa(modulusLength: number) {
  return forge({
    name: 'Rsa',
    issuer: issuing,
    keys: generateKeyPairSync('rsa', { modulusLength }),
  });
}

function ec(namedCurve: string) {
  return forge({ name: 'Ec', issuer: issuing, keys: generateKeyPairSync('ec', { namedCurve }) });
}

describe('a key', () => {
  it.each([
    ['RSA 512', rsa(512), 'broken'],
    ['RSA 1023', rsa(1_023), 'broken'],
    ['RSA 1024', rsa(1_024), 'small'],
    ['RSA 2047', rsa(2_047), 'small'],
    ['RSA 2048', rsa(2_048), 'usual'],
    ['ECDSA P-192', ec('prime192v1'), 'small'],
    ['ECDSA P-224', ec('secp224r1'), 'usual'],
    ['ECDSA P-256', ec('prime256v1'), 'usual'],
  ])('of %s is judged by its size', (what, { certificate }, strength) => {
    expect(judgeKey(certificate)).toEqual({ strength, what });
  });

  it('of a responder with RSA 512 is broken, as MD5 is', () => {
    const response = decoded(readFixture('reproductions/cli/rsa512-delegate.der'));
    const [der] = response.basic?.certificates ?? [];
    const delegate = decodeCertificate(der ?? new Uint8Array(0));
    expect(delegate.ok && judgeKey(delegate.value)).toEqual({
      strength: 'broken',
      what: 'RSA 512',
    });
    const md5 = { oid: '1.2.840.113549.1.1.4', parameters: Uint8Array.of(5, 0) };
    expect(judgeSignatureAlgorithm(md5)).toEqual({ strength: 'broken', what: 'RSA with MD5' });
  });
});

describe('a chain', () => {
  it('never rests on a key that anybody can forge with', () => {
    expect(failureOf({ certificate: rsa(512) })).toEqual({
      code: 'algorithm-refused',
      subject: 'CN=Rsa',
      what: 'a key of RSA 512',
    });
  });

  it('says so of a small key, and fails where the policy wants it', () => {
    const small = rsa(1_024);
    const { evaluation } = evaluate({ certificate: small });
    expect([evaluation.outcome, evaluation.links[0]?.message]).toEqual([
      'trusted',
      'Signed by its issuer, valid until 2055-01-01T00:00:00Z; its key, RSA 1024, is small',
    ]);
    expect(failureOf({ certificate: small, smallKeys: 'fail' })).toEqual({
      code: 'key-too-small',
      subject: 'CN=Rsa',
      what: 'RSA 1024',
    });
  });
});
