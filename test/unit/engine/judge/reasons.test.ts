import { describe, expect, it } from 'vitest';
import {
  chainFailure,
  malformedResponse,
  noResponderUri,
  transportFailure,
} from '#engine/judge/reasons.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import type { TransportError } from '#shared/model/transport.ts';
import type { StatusReason } from '#shared/model/verdict.ts';

/** One error of each code: a code that is missing does not compile. */
const transportErrors: { readonly [C in TransportError['code']]: TransportError & { code: C } } = {
  'uri-invalid': { code: 'uri-invalid', uri: 'x', detail: 'it is short' },
  'uri-scheme-unsupported': { code: 'uri-scheme-unsupported', uri: 'ldap://h', scheme: 'ldap' },
  'network-refused': { code: 'network-refused', mode: 'offline', host: 'h', address: null },
  'address-refused': {
    code: 'address-refused',
    policy: 'public-only',
    host: 'h',
    address: '10.0.0.1',
  },
  'name-not-resolved': { code: 'name-not-resolved', host: 'h', detail: 'there is no such name' },
  'connection-refused': { code: 'connection-refused', address: '127.0.0.1', port: 80 },
  'connection-failed': {
    code: 'connection-failed',
    address: '127.0.0.1',
    port: 80,
    detail: 'unreachable',
  },
  'connect-timed-out': { code: 'connect-timed-out', afterMs: 3_000 },
  'response-timed-out': { code: 'response-timed-out', afterMs: 10_000, receivedBytes: 0 },
  'connection-lost': { code: 'connection-lost', receivedBytes: 3, expectedBytes: null },
  'tls-failed': { code: 'tls-failed', host: 'h', detail: 'expired' },
  'http-malformed': { code: 'http-malformed', detail: 'no status line' },
  redirected: { code: 'redirected', status: 302, location: null },
  'http-status': { code: 'http-status', status: 500, statusText: '' },
  'response-empty': { code: 'response-empty', contentType: null },
  'response-too-large': { code: 'response-too-large', limitBytes: 65_536 },
  'proxy-failed': { code: 'proxy-failed', proxy: 'p:3128', detail: 'it is closed' },
  cancelled: { code: 'cancelled' },
};

/** The other forms of those whose message depends on more than the code. */
const moreTransportErrors: readonly TransportError[] = [
  { code: 'network-refused', mode: 'loopback-only', host: 'h', address: null },
  { code: 'network-refused', mode: 'loopback-only', host: 'h', address: '192.0.2.1' },
  { code: 'response-timed-out', afterMs: 10, receivedBytes: 7 },
  { code: 'connection-lost', receivedBytes: 0, expectedBytes: null },
  { code: 'connection-lost', receivedBytes: 3, expectedBytes: 9 },
  { code: 'redirected', status: 302, location: 'http://h/' },
  { code: 'http-status', status: 404, statusText: 'Not Found' },
];

const subject = 'CN=a';
const issuer = 'CN=b';
const at = Date.UTC(2026, 0, 1);
const chainFailures: { readonly [C in ChainFailure['code']]: ChainFailure & { code: C } } = {
  'no-certificate': { code: 'no-certificate' },
  'certificate-unreadable': { code: 'certificate-unreadable', detail: 'it is short' },
  'issuer-not-found': { code: 'issuer-not-found', subject, issuer },
  'issuer-not-trusted': { code: 'issuer-not-trusted', subject, issuer },
  'signature-invalid': { code: 'signature-invalid', subject, issuer },
  'unsupported-algorithm': { code: 'unsupported-algorithm', subject, algorithm: 'Ed448' },
  'certificate-expired': { code: 'certificate-expired', subject, notAfter: at - 1, at },
  'certificate-not-yet-valid': {
    code: 'certificate-not-yet-valid',
    subject,
    notBefore: at + 1,
    at,
  },
  'issuer-not-a-ca': { code: 'issuer-not-a-ca', subject },
  'issuer-may-not-sign': { code: 'issuer-may-not-sign', subject },
  'path-too-long': { code: 'path-too-long', subject, pathLen: 0 },
  'wrong-purpose': { code: 'wrong-purpose', subject, purpose: 'client', extendedKeyUsage: [] },
  'critical-extension': { code: 'critical-extension', subject, oid: '1.2.3' },
  'issuer-mismatch': { code: 'issuer-mismatch', subject, issuer },
  'issuer-key-unreadable': { code: 'issuer-key-unreadable', subject, issuer, detail: 'no point' },
  'issuer-loop': { code: 'issuer-loop', subject, issuer },
  'too-many-issuers': { code: 'too-many-issuers', subject, issuer, limit: 64 },
  'path-too-deep': { code: 'path-too-deep', subject, limit: 10 },
  'name-not-allowed': {
    code: 'name-not-allowed',
    subject,
    by: issuer,
    name: 'DNS name a.example',
    rule: 'excluded',
  },
  'policy-missing': { code: 'policy-missing', subject, by: issuer },
  'policy-mapping-invalid': { code: 'policy-mapping-invalid', subject },
  'algorithm-refused': { code: 'algorithm-refused', subject, what: 'a key of RSA 512' },
  'key-too-small': { code: 'key-too-small', subject, what: 'RSA 1024' },
};

/** Sentences without a hole in them. */
function expectWords({ message, remedy }: StatusReason): void {
  for (const text of remedy === null ? [message] : [message, remedy]) {
    expect(text).toMatch(/^["A-Z].{10,}\.$/s);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\(\)|\s\s|\s[.,;:]/);
  }
}

describe('a failed exchange', () => {
  it.each([...Object.values(transportErrors), ...moreTransportErrors])(
    'is said in whole sentences: $code',
    (error) => {
      const reason = transportFailure(error);
      expect([reason.code, reason.check]).toEqual([error.code, null]);
      expectWords(reason);
    },
  );

  it('says what would help, but for one that the person ended', () => {
    const without = Object.values(transportErrors).filter((e) => !transportFailure(e).remedy);
    expect(without.map(({ code }) => code)).toEqual(['cancelled']);
  });
});

describe('a failed chain', () => {
  it.each(Object.values(chainFailures))('is said in whole sentences: $code', (failure) => {
    const reason = chainFailure(failure);
    expect([reason.code, reason.check]).toEqual([failure.code, null]);
    expectWords(reason);
  });
});

describe('other reasons', () => {
  it('say that nobody could be asked', () => {
    expect(noResponderUri().code).toBe('no-responder-uri');
    expectWords(noResponderUri());
  });

  const error = { code: 'trailing-data', offset: 7, path: '', message: 'there is more' } as const;
  it.each([
    [null, /octet 7/],
    ['application/ocsp-response', /OCSPResponse, octet 7\)\.$/],
    ['text/html; charset=utf-8', /It was served as text\/html; charset=utf-8\.$/],
  ])('say where an answer served as %s is malformed', (contentType, says) => {
    const reason = malformedResponse(error, contentType);
    expect(reason.message).toMatch(says);
    expectWords(reason);
  });
});
