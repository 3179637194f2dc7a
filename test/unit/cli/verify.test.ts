import { describe, expect, it } from 'vitest';
import { type CheckResult, checkIds } from '#shared/model/verdict.ts';
import {
  type FixtureCase,
  fixtureCase,
  readFixture,
  readManifest,
} from '../../support/fixtures/manifest.ts';
import { keyPaths } from '../../support/key-paths.ts';
import { runInProcess } from './fake-environment.ts';

const exitCodes = { good: 0, revoked: 1, unknown: 2, indeterminate: 3 } as const;

/** Runs `verify` on a case as its manifest entry has it. */
function verifyCase(fixture: FixtureCase, more: readonly string[] = []) {
  const { certificate, issuer, root, request, response, at, policy } = fixture;
  const args = ['verify', certificate, '--issuer', issuer, '--chain', root];
  args.push('--response', response, '--at', at);
  if (policy.nonce !== 'omit') args.push('--request', request, '--nonce', policy.nonce);
  if (policy.responderCertificate !== null)
    args.push('--responder-cert', policy.responderCertificate);
  if (policy.maxAgeSeconds !== null) args.push('--max-age', String(policy.maxAgeSeconds));
  args.push('--hash-policy', `${policy.sha1Signatures}-sha1`);
  const names = [certificate, issuer, root, request, response, policy.responderCertificate];
  const files = Object.fromEntries(
    names.flatMap((name) => (name === null ? [] : [[name, readFixture(name)]])),
  );
  return runInProcess([...args, ...more], { files });
}

const notAResponse = ['malformed-html', 'malformed-empty'];

describe('revoscope verify', () => {
  it.each(readManifest().cases.filter(({ name }) => !notAResponse.includes(name)))(
    '$name: $about',
    async (fixture) => {
      const { code, stdout, stderr } = await verifyCase(fixture, ['--json']);
      const { status, reason, revocation, checks, chain } = JSON.parse(stdout);
      const { expected } = fixture;
      const ids = (outcome: string) =>
        checks
          .filter((check: { outcome: string }) => check.outcome === outcome)
          .map((check: { id: string }) => check.id);
      expect({ stderr, status, revocation, fails: ids('fail'), warns: ids('warn') }).toEqual({
        stderr: '',
        status: expected.status,
        revocation: expected.revocation,
        fails: expected.fails,
        warns: expected.warns,
      });
      expect(code).toBe(exitCodes[expected.status]);
      if (expected.fails.length > 0) {
        // Where the chain does not hold either, that is the reason.
        expect(reason.check).toBe(chain.outcome === 'trusted' ? expected.fails[0] : null);
      }
      if (expected.reasonCode !== null) expect(reason.code).toBe(expected.reasonCode);
    },
  );

  it.each(notAResponse)('%s: cannot be read as an OCSP response', async (name) => {
    const { code, stderr } = await verifyCase(fixtureCase(name));
    expect(code).toBe(65);
    expect(stderr).toContain(`responses/${name}.der: `);
  });

  it('decides by the fallback where there is no verdict', async () => {
    const fixture = fixtureCase('bad-signature');
    const decisions = [];
    for (const fallback of ['allow', 'block']) {
      const { code, stdout } = await verifyCase(fixture, [
        '--json',
        '--fallback',
        fallback,
        '--gate',
      ]);
      decisions.push([code, JSON.parse(stdout).decision]);
    }
    expect(decisions).toEqual([
      [0, { outcome: 'allow', decidedBy: 'fallback', fallback: 'allow' }],
      [1, { outcome: 'deny', decidedBy: 'fallback', fallback: 'block' }],
    ]);
  });

  it('exits by the decision with --gate', async () => {
    expect((await verifyCase(fixtureCase('p256-issuer-good'), ['--gate'])).code).toBe(0);
    expect((await verifyCase(fixtureCase('p256-issuer-revoked'), ['--gate'])).code).toBe(1);
  });

  it('exits 3 for the reason of the chain where the certificate has expired, whatever the response says', async () => {
    const fixture = { ...fixtureCase('p256-issuer-good'), at: '2056-01-01T00:00:00Z' };
    const { code, stdout } = await verifyCase(fixture, ['--json']);
    const { status, answerStatus, reason, decision, chain } = JSON.parse(stdout);
    expect({
      code,
      status,
      answerStatus,
      reason: reason.code,
      decision,
      failure: chain.failure,
    }).toEqual({
      code: 3,
      status: 'indeterminate',
      answerStatus: 'good',
      reason: 'certificate-expired',
      decision: { outcome: 'deny', decidedBy: 'chain', fallback: null },
      failure: 'certificate-expired',
    });
  });

  it('finds the issuer in the file of the certificate, and does not trust it', async () => {
    const { certificate, issuer, response, at } = fixtureCase('p256-issuer-good');
    const bundle = Buffer.concat([readFixture(issuer), readFixture(certificate)]);
    const files = { bundle: new Uint8Array(bundle), response: readFixture(response) };
    const args = ['verify', 'bundle', '--response', 'response', '--at', at, '--json'];
    const { code, stdout } = await runInProcess(args, { files });
    const document = JSON.parse(stdout);
    expect([code, document.certificate.subject, document.reason.code]).toEqual([
      3,
      'CN=Good client,O=Revoscope tests',
      'issuer-not-found',
    ]);
    expect(document.checks.filter(({ outcome }: CheckResult) => outcome === 'fail')).toEqual([]);
    const text = await runInProcess(args.slice(0, -1), { files });
    expect(text.stderr).toContain('No CA is trusted');
  });

  it('remarks on a private key beside the certificate, and not within the JSON', async () => {
    const { certificate, issuer, response, at } = fixtureCase('p256-issuer-good');
    const key = '-----BEGIN PRIVATE KEY-----\nMAMCAQA=\n-----END PRIVATE KEY-----\n';
    const files = {
      cert: new Uint8Array(Buffer.concat([readFixture(certificate), Buffer.from(key)])),
      issuer: readFixture(issuer),
      response: readFixture(response),
    };
    const args = ['verify', 'cert', '--issuer', 'issuer', '--response', 'response', '--at', at];
    const text = await runInProcess(args, { files });
    const json = await runInProcess([...args, '--json'], { files });
    expect(text.stderr).toContain('is a private key: it was not loaded and not kept.');
    expect([text.code, json.code, json.stderr]).toEqual([0, 0, '']);
  });

  it('tells a person verdict, reason, facts, steps and checks', async () => {
    const { stdout } = await verifyCase(fixtureCase('bad-signature'));
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('✗ INDETERMINATE  A server would keep it out');
    expect(lines.filter((line) => /^[A-Z]/.test(line))).toEqual(['Steps', 'Checks']);
    expect(
      [...stdout.matchAll(/^ {2}([A-Z]\w+(?: \w+)?) {2,}\S/gm)].map((match) => match[1]),
    ).toEqual(['Certificate', 'Issuer', 'Response', 'Decision', 'Judged at']);
    const marks = [...stdout.matchAll(/^ {2}([✓✗!–·]) ([a-z-]+) +\S/gm)];
    expect(marks.map((match) => match[2])).toEqual(checkIds);
    expect(marks.filter((match) => match[1] === '✗').map((match) => match[2])).toEqual([
      'signature',
    ]);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  it('keeps the names in its JSON', async () => {
    const { stdout } = await verifyCase(fixtureCase('p256-delegate-revoked'), ['--json']);
    expect(keyPaths(JSON.parse(stdout))).toMatchInlineSnapshot(`
      [
        "status: string",
        "reason: null",
        "answerStatus: string",
        "decision.outcome: string",
        "decision.decidedBy: string",
        "decision.fallback: null",
        "revocation.time: string",
        "revocation.reason: string",
        "response.producedAt: string",
        "response.thisUpdate: string",
        "response.nextUpdate: string",
        "response.responderId.byName: string",
        "response.signatureAlgorithm: string",
        "response.signer: string",
        "response.certStatus: string",
        "checks[].id: string",
        "checks[].outcome: string",
        "checks[].title: string",
        "checks[].citation: string",
        "checks[].message: string",
        "checks[].evidence",
        "at: string",
        "certificate.subject: string",
        "certificate.issuer: string",
        "certificate.serialNumber: string",
        "certificate.fingerprint: string",
        "certificate.notBefore: string",
        "certificate.notAfter: string",
        "certificate.publicKey: string",
        "certificate.isCa: boolean",
        "certificate.ocspUris[]: string",
        "certificate.extendedKeyUsage[]: string",
        "issuer.subject: string",
        "issuer.issuer: string",
        "issuer.serialNumber: string",
        "issuer.fingerprint: string",
        "issuer.notBefore: string",
        "issuer.notAfter: string",
        "issuer.publicKey: string",
        "issuer.isCa: boolean",
        "issuer.ocspUris: empty",
        "issuer.extendedKeyUsage: empty",
        "chain.outcome: string",
        "chain.failure: null",
        "chain.links[].subject: string",
        "chain.links[].issuer: string",
        "chain.links[].fingerprint: string",
        "chain.links[].outcome: string",
        "chain.links[].message: string",
        "responderUri: null",
        "uriSource: null",
        "ignoredUris: empty",
        "fromCache: boolean",
        "request: null",
        "http: null",
        "malformed: null",
        "timings.totalMs: number",
        "timings.steps[].step: string",
        "timings.steps[].atMs: number",
        "policy.ocsp: string",
        "policy.fallback: string",
        "policy.fallbackByCause.unknown: null",
        "policy.fallbackByCause.no-answer: null",
        "policy.fallbackByCause.answer-not-valid: null",
        "policy.scope: string",
        "policy.aiaUris: string",
        "policy.hash: string",
        "policy.nonce: string",
        "policy.method: string",
        "policy.timeoutMs: number",
        "policy.skewSeconds: number",
        "policy.maxAgeSeconds: null",
        "policy.sha1Signatures: string",
        "policy.smallKeys: string",
        "policy.encoding: string",
        "policy.responderCertificate: null",
        "policy.responderTrust: string",
        "judges: empty",
        "timeline: null",
      ]
    `);
  });

  it('keeps the names in its JSON where nothing could be decoded', async () => {
    const { stdout } = await verifyCase(fixtureCase('malformed-truncated'), ['--json']);
    expect(keyPaths(JSON.parse(stdout))).toMatchInlineSnapshot(`
      [
        "status: string",
        "reason.code: string",
        "reason.message: string",
        "reason.remedy: string",
        "reason.check: null",
        "answerStatus: string",
        "decision.outcome: string",
        "decision.decidedBy: string",
        "decision.fallback: string",
        "revocation: null",
        "response: null",
        "checks: empty",
        "at: string",
        "certificate.subject: string",
        "certificate.issuer: string",
        "certificate.serialNumber: string",
        "certificate.fingerprint: string",
        "certificate.notBefore: string",
        "certificate.notAfter: string",
        "certificate.publicKey: string",
        "certificate.isCa: boolean",
        "certificate.ocspUris[]: string",
        "certificate.extendedKeyUsage[]: string",
        "issuer.subject: string",
        "issuer.issuer: string",
        "issuer.serialNumber: string",
        "issuer.fingerprint: string",
        "issuer.notBefore: string",
        "issuer.notAfter: string",
        "issuer.publicKey: string",
        "issuer.isCa: boolean",
        "issuer.ocspUris: empty",
        "issuer.extendedKeyUsage: empty",
        "chain.outcome: string",
        "chain.failure: null",
        "chain.links[].subject: string",
        "chain.links[].issuer: string",
        "chain.links[].fingerprint: string",
        "chain.links[].outcome: string",
        "chain.links[].message: string",
        "responderUri: null",
        "uriSource: null",
        "ignoredUris: empty",
        "fromCache: boolean",
        "request: null",
        "http: null",
        "malformed.code: string",
        "malformed.message: string",
        "malformed.offset: number",
        "malformed.path: string",
        "timings.totalMs: number",
        "timings.steps[].step: string",
        "timings.steps[].atMs: number",
        "policy.ocsp: string",
        "policy.fallback: string",
        "policy.fallbackByCause.unknown: null",
        "policy.fallbackByCause.no-answer: null",
        "policy.fallbackByCause.answer-not-valid: null",
        "policy.scope: string",
        "policy.aiaUris: string",
        "policy.hash: string",
        "policy.nonce: string",
        "policy.method: string",
        "policy.timeoutMs: number",
        "policy.skewSeconds: number",
        "policy.maxAgeSeconds: null",
        "policy.sha1Signatures: string",
        "policy.smallKeys: string",
        "policy.encoding: string",
        "policy.responderCertificate: null",
        "policy.responderTrust: string",
        "judges: empty",
        "timeline: null",
      ]
    `);
  });
});
