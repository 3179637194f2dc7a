import { describe, expect, it } from 'vitest';
import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { defaultSettings } from '#shared/model/settings.ts';
import { findPolicyProblems, findSettingsProblems } from '#workbench/validate-policy.ts';
import { client } from '../../support/ocsp-builder.ts';

const fieldsOf = (changes: Partial<Policy>) =>
  findPolicyProblems({ ...defaultPolicy, ...changes }).map(({ field }) => field);
const cache = (changes: Partial<Policy['cache']>) => ({
  cache: { ...defaultPolicy.cache, ...changes },
});

describe('a policy', () => {
  it.each<[string, Partial<Policy>]>([
    ['as it comes', {}],
    ['with an http responder', { responderUri: 'http://ocsp.example.com/' }],
    ['with an https responder', { responderUri: 'https://[::1]:8443/ocsp?a=b' }],
    ['with a responder certificate', { responderCertificate: client.certificate.der }],
    ['at the lower bounds', { nonceLength: 1, skewSeconds: 0, maxAgeSeconds: 0 }],
    ['at the upper bounds', { nonceLength: 128, skewSeconds: 86_400 }],
    ['with equal cache bounds', cache({ minSeconds: 60, maxSeconds: 60 })],
  ])('%s has no problem', (_what, changes) => {
    expect(fieldsOf(changes)).toEqual([]);
  });

  it.each<[string, Partial<Policy>, string]>([
    ['a responder that is no URI', { responderUri: 'ocsp.example.com' }, 'responderUri'],
    ['an empty responder', { responderUri: '' }, 'responderUri'],
    ['space around the responder', { responderUri: ' http://h/ ' }, 'responderUri'],
    ['space inside the responder', { responderUri: 'http://h/a b' }, 'responderUri'],
    ['a backslash in the responder', { responderUri: 'http://h\\a' }, 'responderUri'],
    ['port 0', { responderUri: 'http://h:0/' }, 'responderUri'],
    ['a line break in the responder', { responderUri: 'http://h/\nx' }, 'responderUri'],
    ['an ldap responder', { responderUri: 'ldap://h/' }, 'responderUri'],
    ['a file responder', { responderUri: 'file:///etc/passwd' }, 'responderUri'],
    ['a password in the responder', { responderUri: 'http://a:b@h/' }, 'responderUri'],
    [
      'a responder certificate that is none',
      { responderCertificate: Uint8Array.of(48, 0) },
      'responderCertificate',
    ],
    [
      'trust in no certificate alone',
      { responderTrust: 'only-this-certificate' },
      'responderCertificate',
    ],
    ['a nonce of no octets', { nonceLength: 0 }, 'nonceLength'],
    ['a nonce of 129 octets', { nonceLength: 129 }, 'nonceLength'],
    ['a nonce of half octets', { nonceLength: 1.5 }, 'nonceLength'],
    ['a skew that is not a number', { skewSeconds: Number.NaN }, 'skewSeconds'],
    ['a negative skew', { skewSeconds: -1 }, 'skewSeconds'],
    ['an endless maximum age', { maxAgeSeconds: Number.POSITIVE_INFINITY }, 'maxAgeSeconds'],
    ['a size limit of nothing', { maxResponseBytes: 0 }, 'maxResponseBytes'],
    ['a time-out of nothing', { connectTimeoutMs: 0 }, 'connectTimeoutMs'],
    [
      'a connect time-out that is longer',
      { connectTimeoutMs: 9, totalTimeoutMs: 8 },
      'connectTimeoutMs',
    ],
    [
      'cache bounds the wrong way round',
      cache({ minSeconds: 61, maxSeconds: 60 }),
      'cache.minSeconds',
    ],
    ['an empty cache life', cache({ minSeconds: 0 }), 'cache.minSeconds'],
  ])('with %s is refused at its field', (_what, changes, field) => {
    expect(fieldsOf(changes)).toEqual([field]);
    const [problem] = findPolicyProblems({ ...defaultPolicy, ...changes });
    expect(problem?.message).toMatch(/^[A-Z"].+[.]$/s);
    expect(problem?.message).not.toMatch(/undefined|NaN/);
  });

  it('tells every problem at once', () => {
    expect(fieldsOf({ responderUri: 'x', nonceLength: 0, skewSeconds: -1 })).toEqual([
      'responderUri',
      'nonceLength',
      'skewSeconds',
    ]);
  });

  it.each(['http://h/a b', 'http://h:0/', 'http://h\\a', 'http://h', 'x', 'http://é/', 'HTTP://H'])(
    'takes %s exactly where the transport would ask it',
    (responderUri) => {
      expect(fieldsOf({ responderUri }).length === 0).toBe(parseResponderUri(responderUri).ok);
    },
  );
});

describe('settings', () => {
  it.each([
    [null, 0],
    ['http://proxy:3128', 0],
    ['proxy:3128', 1],
    ['https://proxy:3128', 1],
    ['', 1],
  ])('with the proxy %s have %i problems', (proxy, count) => {
    expect(findSettingsProblems({ ...defaultSettings, proxy })).toHaveLength(count);
  });
});
