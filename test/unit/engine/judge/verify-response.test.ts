import { describe, expect, it } from 'vitest';
import { type ResponseVerdict, verifyResponse } from '#engine/judge/verify-response.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { checkIds } from '#shared/model/verdict.ts';
import {
  type FixtureCase,
  readFixture,
  readFixtureDer,
  readManifest,
} from '../../../support/fixtures/manifest.ts';

const { cases } = readManifest();
const isMalformed = ({ expected }: FixtureCase) => expected.reasonCode === 'response-malformed';

function certificateOf(file: string): Certificate {
  const decoded = decodeCertificate(readFixtureDer(file));
  if (!decoded.ok) throw new Error(`${file}: ${decoded.error.message}`);
  return decoded.value;
}

function judge(fixture: FixtureCase): ResponseVerdict {
  const response = decodeResponse(readFixture(fixture.response));
  if (!response.ok) throw new Error(response.error.message);
  const request = decodeRequest(readFixture(fixture.request));
  if (!request.ok) throw new Error(request.error.message);
  const certificate = certificateOf(fixture.certificate);
  const issuer = certificateOf(fixture.issuer);
  const { responderCertificate, nonce, maxAgeSeconds, sha1Signatures } = fixture.policy;
  return verifyResponse({
    response: response.value,
    certificate,
    issuer,
    chain: [certificate, issuer, certificateOf(fixture.root)],
    certId: createCertId(certificate, issuer, fixture.policy.hash),
    nonce: request.value.nonce,
    policy: { ...defaultPolicy, nonce, maxAgeSeconds, sha1Signatures },
    kept: null,
    at: Date.parse(fixture.at),
    responderCertificate:
      responderCertificate === null ? null : certificateOf(responderCertificate),
  });
}

describe('verifyResponse on answers of openssl ocsp', () => {
  it.each(cases.filter((fixture) => !isMalformed(fixture)))('$name: $about', (fixture) => {
    const verdict = judge(fixture);
    const having = (outcome: string) =>
      verdict.checks.filter((check) => check.outcome === outcome).map(({ id }) => id);
    const { revocation } = verdict;

    expect({
      status: verdict.status,
      fails: having('fail'),
      warns: having('warn'),
      revocation:
        revocation === null
          ? null
          : { time: toRfc3339(revocation.time), reason: revocation.reason },
    }).toEqual({
      status: fixture.expected.status,
      fails: fixture.expected.fails,
      warns: fixture.expected.warns,
      revocation: fixture.expected.revocation,
    });
    expect(verdict.checks.map(({ id }) => id)).toEqual(checkIds);
    expect(verdict.reason?.check ?? null).toBe(fixture.expected.fails[0] ?? null);
  });

  it.each(cases.filter(isMalformed))('$name: $about, and is no response', (fixture) => {
    expect(decodeResponse(readFixture(fixture.response)).ok).toBe(false);
  });

  it('gives a verdict that structured clone carries unchanged', () => {
    const [fixture] = cases.filter(({ name }) => name === 'p256-delegate-revoked');
    if (fixture === undefined) throw new Error('no such case');
    const verdict = judge(fixture);
    expect(structuredClone(verdict)).toEqual(verdict);
  });
});
