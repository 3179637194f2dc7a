import { describe, expect, it } from 'vitest';
import { requestFindings, responseFindings } from '#inspect/findings/object-findings.ts';
import { requestRules, responseRules } from '#inspect/findings/registry.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspRequest } from '#pki/ocsp/types.ts';
import { readFixture } from '../../../support/fixtures/manifest.ts';

const now = Date.parse('2026-11-22T08:33:00Z');

function request(name: string): OcspRequest {
  const decoded = decodeRequest(readFixture(`requests/${name}.der`));
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded.value;
}

const plain = request('p256-issuer-good');
const critical = [{ oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }];

/** For each rule: a request that has what it looks for, and one that has not. */
const requests: Readonly<Record<string, readonly [has: OcspRequest, hasNot: OcspRequest]>> = {
  'several-questions': [
    { ...plain, requestList: [...plain.requestList, ...plain.requestList] },
    plain,
  ],
  'cert-id-sha1': [plain, request('cert-id-sha256')],
  'cert-id-not-sha1': [request('cert-id-sha256'), plain],
  'no-nonce': [plain, request('nonce-required')],
  'short-nonce': [
    { ...plain, nonce: new Uint8Array(31) },
    { ...plain, nonce: new Uint8Array(32) },
  ],
  'signed-request': [{ ...plain, isSigned: true }, plain],
  'too-long-for-get': [
    { ...plain, der: new Uint8Array(192) },
    { ...plain, der: new Uint8Array(189) },
  ],
  'critical-extension': [{ ...plain, extensions: critical }, plain],
};

describe('rules of OCSP requests', () => {
  it('have each a request that has it and one that does not', () => {
    expect(Object.keys(requests).sort()).toEqual(requestRules.map(({ id }) => id).sort());
  });

  it.each(Object.entries(requests))(
    '%s is found where it is, and not where it is not',
    (id, [has, hasNot]) => {
      expect(requestFindings(has, now).map((finding) => finding.id)).toContain(id);
      expect(requestFindings(hasNot, now).map((finding) => finding.id)).not.toContain(id);
    },
  );
});

/** For each rule: a response that has what it looks for, and one that has not, each with its time. */
const responses: Readonly<Record<string, readonly [has: string, hasNot: string]>> = {
  'no-answer': ['error-unauthorized', 'p256-issuer-good'],
  'nothing-to-judge': ['no-basic', 'error-unauthorized'],
  'signature-unknown': ['unknown-algorithm', 'p256-issuer-good'],
  'signature-md5': ['rsa2048-md5', 'rsa2048-sha384'],
  'signature-sha1': ['rsa2048-sha1', 'rsa2048-sha384'],
  'critical-extension': ['critical', 'p256-issuer-good'],
  'this-update-in-future': ['future', 'p256-issuer-good'],
  'no-next-update': ['no-next-update', 'p256-issuer-good'],
  'update-times-inverted': ['inverted', 'p256-issuer-good'],
  stale: ['stale', 'p256-issuer-good'],
  revoked: ['p256-issuer-revoked', 'revoked-extended'],
  'never-issued': ['revoked-extended', 'p256-issuer-revoked'],
  'several-answers': ['several-good', 'p256-issuer-good'],
  'cert-id-sha1': ['p256-issuer-good', 'cert-id-sha256'],
  'cert-id-not-sha1': ['cert-id-sha256', 'p256-issuer-good'],
  'malformed-certificate': ['malformed-certificate', 'p256-delegate-good'],
  'no-certificates': ['delegate-no-certs', 'p256-delegate-good'],
  'signer-not-included': ['stranger', 'p256-delegate-good'],
};

function response(name: string) {
  const decoded = decodeResponse(readFixture(`responses/${name}.der`));
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded.value;
}

/** Responses that no fixture has: one with a change. */
function changed(name: string) {
  const good = response('p256-delegate-good');
  const { basic } = good;
  if (basic === null) throw new Error('no basic response');
  const [first] = basic.responses;
  if (first === undefined) throw new Error('no answer');
  const withBasic = (change: Partial<typeof basic>) => ({
    ...good,
    basic: { ...basic, ...change },
  });
  const withSingle = (change: Partial<typeof first>) =>
    withBasic({ responses: [{ ...first, ...change }] });
  switch (name) {
    case 'no-basic':
      return { ...good, basic: null };
    case 'unknown-algorithm':
      return withBasic({ signatureAlgorithm: { oid: '1.2.3', parameters: null } });
    case 'critical':
      return withSingle({ extensions: critical });
    case 'future':
      return withSingle({ thisUpdate: now + 1, nextUpdate: null });
    case 'inverted':
      return withSingle({ nextUpdate: first.thisUpdate - 1 });
    case 'stale':
      return withSingle({ thisUpdate: now - 2, nextUpdate: now - 1 });
    case 'malformed-certificate':
      return withBasic({ certificates: [Uint8Array.of(0x30, 0)] });
    case 'stranger':
      return withBasic({ responderId: { by: 'key', keyHash: new Uint8Array(20) } });
    default:
      return response(name);
  }
}

describe('rules of OCSP responses', () => {
  it('have each a response that has it and one that does not', () => {
    expect(Object.keys(responses).sort()).toEqual(responseRules.map(({ id }) => id).sort());
  });

  it.each(Object.entries(responses))(
    '%s is found where it is, and not where it is not',
    (id, [has, hasNot]) => {
      expect(responseFindings(changed(has), now).map((finding) => finding.id)).toContain(id);
      expect(responseFindings(changed(hasNot), now).map((finding) => finding.id)).not.toContain(id);
    },
  );
});
