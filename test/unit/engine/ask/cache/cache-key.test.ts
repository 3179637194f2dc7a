import { describe, expect, it } from 'vitest';
import { answerKeyOf, type CacheQuestion, subjectOf } from '#engine/ask/cache/cache-key.ts';
import type { OwnCertId } from '#pki/ocsp/types.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { client, delegate } from '../../../../support/ocsp-builder.ts';

const certId: OwnCertId = {
  hash: 'sha1',
  hashAlgorithm: { oid: '1.3.14.3.2.26', parameters: null },
  issuerNameHash: new Uint8Array([1, 2]),
  issuerKeyHash: new Uint8Array([3, 4]),
  serialNumber: new Uint8Array([5, 6]),
};

const question: CacheQuestion = {
  certificate: client.certificate,
  certId,
  responderUri: 'http://h/',
  policy: defaultPolicy,
};

function keyOf(change: Partial<CacheQuestion> = {}): string {
  return answerKeyOf({ ...question, ...change }).key;
}

function keyUnder(change: Partial<Policy>): string {
  return keyOf({ policy: { ...defaultPolicy, ...change } });
}

describe('the key of an answer', () => {
  it('is the same for equal questions, whichever objects they are made of', () => {
    const copy = structuredClone(certId);
    expect(keyOf({ certId: copy, policy: { ...defaultPolicy } })).toBe(keyOf());
    const certificate = new Uint8Array([1, 2, 3]);
    expect(keyUnder({ responderCertificate: certificate })).toBe(
      keyUnder({ responderCertificate: certificate.slice() }),
    );
  });

  it.each<[string, Partial<OwnCertId>]>([
    ['hash', { hash: 'sha256' }],
    ['issuer name', { issuerNameHash: new Uint8Array([9]) }],
    ['issuer key', { issuerKeyHash: new Uint8Array([9]) }],
    ['serial number', { serialNumber: new Uint8Array([9]) }],
  ])('differs with the %s', (_, change) => {
    expect(keyOf({ certId: { ...certId, ...change } })).not.toBe(keyOf());
  });

  it('differs with the border between two fields of the CertID', () => {
    const moved = {
      issuerNameHash: new Uint8Array([1]),
      issuerKeyHash: new Uint8Array([2, 3, 4]),
    };
    expect(keyOf({ certId: { ...certId, ...moved } })).not.toBe(keyOf());
  });

  it.each<[string, Partial<Policy>]>([
    ['nonce mode', { nonce: 'require' }],
    ['skew', { skewSeconds: 1 }],
    ['maximum age', { maxAgeSeconds: 60 }],
    ['SHA-1 policy', { sha1Signatures: 'fail' }],
    ['small key policy', { smallKeys: 'fail' }],
    ['encoding policy', { encoding: 'fail' }],
    ['trust in a responder certificate', { responderTrust: 'only-this-certificate' }],
    ['configured responder certificate', { responderCertificate: new Uint8Array([1]) }],
    ['shortest life', { cache: { ...defaultPolicy.cache, minSeconds: 1 } }],
    ['longest life', { cache: { ...defaultPolicy.cache, maxSeconds: 1_801 } }],
    ['hold', { cache: { ...defaultPolicy.cache, hold: 'past-next-update' } }],
  ])('differs with the %s of the policy', (_, change) => {
    expect(keyUnder(change)).not.toBe(keyOf());
  });

  it('differs with the certificate, although its issuer and serial number are the same', () => {
    expect(keyOf({ certificate: delegate.certificate })).not.toBe(keyOf());
  });

  it.each(['http://h/', 'http://h/ about x'])('has in it whom %s answers about', (responderUri) => {
    const { key, subject } = answerKeyOf({ ...question, responderUri });
    expect(subjectOf(key)).toBe(subject);
  });

  it('differs with the responder, and with which certificate is configured', () => {
    expect(keyOf({ responderUri: 'http://h/2' })).not.toBe(keyOf());
    expect(keyUnder({ responderCertificate: new Uint8Array([1]) })).not.toBe(
      keyUnder({ responderCertificate: new Uint8Array([2]) }),
    );
  });

  it('is the same whatever the fallback and the limits of the exchange', () => {
    const others: Partial<Policy> = {
      fallback: 'allow',
      fallbackByCause: { ...defaultPolicy.fallbackByCause, unknown: 'block' },
      aiaUris: 'each-in-turn',
      scope: 'leaf-and-intermediates',
      totalTimeoutMs: 1,
      connectTimeoutMs: 1,
      method: 'get',
      maxResponseBytes: 1,
      addressPolicy: 'public-only',
    };
    expect(keyUnder(others)).toBe(keyOf());
  });
});
