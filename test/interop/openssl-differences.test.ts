import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Evidence } from '#engine/judge/evidence.ts';
import { judge } from '#engine/judge/judge.ts';
import { savedAnswer } from '#engine/judge/saved-answer.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { certificateOf } from '../support/engine.ts';
import {
  type FixtureCase,
  fixturesUrl,
  readFixture,
  readFixtureDer,
  readManifest,
} from '../support/fixtures/manifest.ts';
import { ownExpectations } from '../support/judges/own-expectations.ts';
import { evidenceOf, type RecordedCase, recordedCases } from '../support/judges/recorded-cases.ts';
import { type ComparedCase, opensslDifferences } from '../support/openssl-differences.ts';
import { judgeResponse, type OpensslVerdict } from '../support/openssl-ocsp.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('openssl-differences');
const page = new URL('../../docs/openssl-differences.md', import.meta.url);
const pathOf = (file: string) => fileURLToPath(new URL(file, fixturesUrl));

function ours(evidence: Evidence, policy: Policy, at: number) {
  const { status, reason } = judge(evidence, policy, at);
  return status === 'indeterminate' || status === null
    ? { ours: `indeterminate, \`${reason?.code}\``, ourStatus: null }
    : { ours: status, ourStatus: status };
}

function openssls({ verified, status }: OpensslVerdict) {
  return verified && status !== null
    ? { openssl: status, opensslStatus: status }
    : { openssl: 'refuses', opensslStatus: null };
}

async function compareFixture(fixture: FixtureCase): Promise<ComparedCase> {
  const { name, about, certificate, issuer, root, response, request, policy } = fixture;
  const configured = policy.responderCertificate;
  const [leaf, ca] = [certificate, issuer].map((file) => certificateOf(readFixtureDer(file)));
  if (leaf === undefined || ca === undefined) throw new Error(`${name} has no certificates`);
  const asked = decodeRequest(readFixture(request));
  if (!asked.ok) throw new Error(asked.error.message);
  const octets = readFixture(response);
  const evidence: Evidence = {
    certificate: leaf,
    presentedChain: [ca],
    trustAnchors: [certificateOf(readFixtureDer(root)), ca],
    purpose: 'any',
    answer: savedAnswer({ certificate: leaf, issuer: ca, response: octets, request: asked.value }),
    unanswered: null,
  };
  const judged = await judgeResponse(
    octets,
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
  const { nonce, maxAgeSeconds, sha1Signatures } = policy;
  const by: Policy = {
    ...defaultPolicy,
    ...{ nonce, maxAgeSeconds, sha1Signatures },
    responderCertificate: configured === null ? null : readFixtureDer(configured),
  };
  return { name, about, ...ours(evidence, by, Date.parse(fixture.at)), ...openssls(judged) };
}

/** openssl reads certificates of these cases as PEM alone. */
function writePem(file: string): string {
  const path = join(temp.path, file.replaceAll('/', '-'));
  const base64 = Buffer.from(readFixture(join('judges', file))).toString('base64');
  const body = base64.match(/.{1,64}/g)?.join('\n') ?? '';
  writeFileSync(path, `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`);
  return path;
}

async function compareRecorded(recorded: RecordedCase): Promise<ComparedCase> {
  const { name, about, certificate, issuer, root, response, at } = recorded;
  const judged = await judgeResponse(
    readFixture(join('judges', response)),
    {
      issuer: { certPath: writePem(issuer) },
      certificates: [{ certPath: writePem(certificate) }],
      certIdDigest: 'sha1',
    },
    { caFile: writePem(root), at: new Date(at) },
  );
  const why = ownExpectations[name]?.why;
  return {
    name,
    about: why === undefined ? about : `${about} (${why})`,
    ...ours(evidenceOf(recorded), defaultPolicy, Date.parse(at)),
    ...openssls(judged),
  };
}

it('docs/openssl-differences.md is what both say of every saved response (UPDATE_DOCS=1 writes it)', async () => {
  const compared: ComparedCase[] = [];
  for (const fixture of readManifest().cases) compared.push(await compareFixture(fixture));
  for (const recorded of recordedCases()) compared.push(await compareRecorded(recorded));
  const text = opensslDifferences(compared);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, text);
  expect(readFileSync(page, 'utf8')).toBe(text);
}, 60_000);
