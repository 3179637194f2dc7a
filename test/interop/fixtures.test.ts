import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CheckId } from '#shared/model/verdict.ts';
import {
  type FixtureCase,
  fixturesUrl,
  readFixture,
  readFixtureDer,
  readManifest,
} from '../support/fixtures/manifest.ts';
import { describeRequest, judgeResponse } from '../support/openssl-ocsp.ts';
import { pemToDer } from '../support/openssl-pki.ts';

const manifest = readManifest();
const pathOf = (file: string) => fileURLToPath(new URL(file, fixturesUrl));

/** Failures for which `openssl ocsp` prints `Response Verify Failure`. */
const refusedByOpenssl: readonly CheckId[] = [
  'signer-identified',
  'signature',
  'signer-authorized',
  'signer-validity',
  'critical-extensions',
];

describe('the fixtures', () => {
  it('are all in the manifest', () => {
    const named = [
      ...manifest.certificates.map(({ file }) => file),
      ...manifest.forms.map(({ file }) => file),
      ...manifest.cases.flatMap(({ request, response }) => [request, response]),
    ];
    const present = readdirSync(fixturesUrl, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(fileURLToPath(fixturesUrl).length))
      .map((file) => file.replace(/^\//, ''))
      // The other folders hold what these tests were not made from.
      .filter((file) => /^(?:certificates|forms|requests|responses)\//.test(file));
    expect([...new Set(named)].sort()).toEqual(present.sort());
  });

  it('have a case name of their own each', () => {
    const names = manifest.cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(manifest.forms)('$file holds what the manifest says', ({ file, holds }) => {
    const text = readFileSync(pathOf(file), 'latin1');
    const blocks = text.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----/g);
    const ders = blocks === null ? [readFixture(file)] : blocks.map(pemToDer);
    expect(ders).toEqual(holds.map(readFixtureDer));
  });

  it.each(manifest.cases)('$name: openssl sees the same ($about)', async (fixture) => {
    const judged = await judge(fixture);
    expect({
      verified: judged.verified,
      status: judged.status,
      responderError: judged.responderError,
      decoded: !judged.text.includes('Error reading OCSP response'),
    }).toEqual(expectedOfOpenssl(fixture));
    if (fixture.expected.revocation?.reason != null) {
      expect(judged.reason).toBe(fixture.expected.revocation.reason);
    }
  });

  it.each(manifest.cases)('$name: the request asks for the certificate', async (fixture) => {
    const text = await describeRequest(readFixture(fixture.request));
    const certificate = manifest.certificates.find(({ file }) => file === fixture.certificate);
    expect(text.match(/Serial Number: (\w+)/)?.[1]).toBe(certificate?.serialNumber.toUpperCase());
    expect(text).toContain(`Hash Algorithm: ${fixture.policy.hash}`);
    expect(text.includes('OCSP Nonce')).toBe(fixture.policy.nonce !== 'omit');
  });
});

function judge(fixture: FixtureCase) {
  const { certificate, issuer, root, policy } = fixture;
  const configured = policy.responderCertificate;
  return judgeResponse(
    readFixture(fixture.response),
    {
      issuer: { certPath: pathOf(issuer) },
      certificates: [{ certPath: pathOf(certificate) }],
      certIdDigest: policy.hash,
    },
    {
      caFile: pathOf(root),
      at: new Date(fixture.at),
      ...(configured === null ? {} : { responderCert: { certPath: pathOf(configured) } }),
    },
  );
}

/** What follows for openssl, which checks less and does not stop at a response it does not believe. */
function expectedOfOpenssl({ expected, name, response }: FixtureCase) {
  const errorStatus = /^responses\/error-(\w+)\.der$/.exec(response)?.[1] ?? null;
  const malformed = expected.reasonCode === 'response-malformed';
  // BIO-level reading of openssl stops at the end of the first value: it takes trailing octets.
  const decoded = !malformed || name === 'malformed-trailing';
  const silent = errorStatus !== null || !decoded;
  return {
    decoded,
    responderError: errorStatus,
    verified: !silent && !expected.fails.some((check) => refusedByOpenssl.includes(check)),
    status: silent ? null : statusForOpenssl(expected, name),
  };
}

/** It looks for the very CertID that was asked for, and prints its status whatever else is wrong. */
function statusForOpenssl(expected: FixtureCase['expected'], name: string) {
  if ([...expected.fails, ...expected.warns].includes('cert-id-match')) return null;
  if (expected.status !== 'indeterminate') return expected.status;
  return name.endsWith('-revoked') ? 'revoked' : 'good';
}
