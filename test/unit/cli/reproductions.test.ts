import { describe, expect, it } from 'vitest';
import { readFixture } from '../../support/fixtures/manifest.ts';
import { runInProcess } from './fake-environment.ts';

const at = '2026-11-22T23:30:00Z';

/** Runs a command on the files of `fixtures/reproductions` that it names, and returns its document and exit code. */
async function run(line: string) {
  const args = line.split(' ');
  const names = args.filter((word) => /\.(pem|der)$/.test(word));
  const files = Object.fromEntries(
    names.map((name) => [name, readFixture(`reproductions/${name}`)] as const),
  );
  const { code, stdout, stderr } = await runInProcess([...args, '--at', at, '--json'], { files });
  if (stdout === '') throw new Error(stderr);
  return { code, document: JSON.parse(stdout) };
}

const onLeaf = (response: string, more = '') =>
  `verify cli/leaf.pem --issuer cli/ca.pem --response cli/${response}${more}`;

const outcomeOf = (document: { checks: { id: string; outcome: string }[] }, id: string) =>
  document.checks.find((check) => check.id === id)?.outcome;

describe('inputs that were judged wrongly once', () => {
  it.each([
    'verify verify-chain/leaf.pem --issuer verify-chain/trusted.pem --chain verify-chain/evil.pem --response verify-chain/resp.der --gate',
    'verify verify-chain/leaf-and-evil-bundle.pem --response verify-chain/resp.der --gate',
  ])('%s trusts nothing that came along (RFC 5280 §6.1.1 (d))', async (line) => {
    const { code, document } = await run(line);
    expect([code, document.decision.outcome, document.decision.decidedBy]).toEqual([
      1,
      'deny',
      'chain',
    ]);
    expect(document.reason.code).toMatch(/^issuer-/);
  });

  it('an end-entity trust anchor does not vouch for itself (RFC 6960 §4.2.2.2)', async () => {
    const { code, document } = await run(
      'verify pinned/pinned.pem --issuer pinned/pinned.pem --response pinned/self-vouched.der --gate',
    );
    expect([code, document.status, document.reason.code]).toEqual([
      1,
      'indeterminate',
      'issuer-not-at-hand',
    ]);
  });

  it.each(['explicit-v1.der', 'empty-ext.der', 'critical-false.der', 'raw-nonce.der'])(
    '%s is judged, and its encoding is a warning, or a failure if so set',
    async (name) => {
      const lenient = await run(onLeaf(name));
      expect([lenient.code, lenient.document.status]).toEqual([0, 'good']);
      expect(outcomeOf(lenient.document, 'encoding')).toBe('warn');
      const strict = await run(onLeaf(name, ' --encoding fail'));
      expect([strict.code, strict.document.reason.code]).toEqual([3, 'encoding-not-strict']);
    },
  );

  it.each(
    ['revoked-reason7.der', 'revoked-reason11.der'].flatMap((name) =>
      ['warn', 'fail'].map((encoding) => [name, encoding] as const),
    ),
  )('%s is revoked, with --encoding %s as well', async (name, encoding) => {
    const { code, document } = await run(
      onLeaf(name, ` --fallback allow --gate --purpose any --encoding ${encoding}`),
    );
    expect([code, document.status, document.decision.outcome]).toEqual([1, 'revoked', 'deny']);
    expect(document.revocation.reason).toMatch(/^unrecognised reason \d+$/);
    expect(outcomeOf(document, 'encoding')).toBe('warn');
  });

  it('a key that cannot be read is told as that, and not as a changed response', async () => {
    const { code, document } = await run(onLeaf('delegate-spki-no-null.der'));
    expect([code, document.reason.code]).toEqual([3, 'signer-key-unreadable']);
    expect(document.reason.message).toContain('not NULL');
  });

  it('an RSA key of 512 bits fails like MD5, whatever is said of small keys', async () => {
    for (const smallKeys of ['warn', 'fail']) {
      const { code, document } = await run(
        onLeaf('rsa512-delegate.der', ` --small-keys ${smallKeys}`),
      );
      expect([code, document.reason.code, document.reason.check]).toEqual([
        3,
        'key-too-small',
        'signature-algorithm',
      ]);
    }
  });

  it('a server certificate is no client certificate, unless any purpose will do', async () => {
    const line = 'check cli/server-only.pem --issuer cli/ca.pem --no-ocsp';
    const gate = await run(`${line} --gate`);
    expect([gate.code, gate.document.reason.code]).toEqual([1, 'wrong-purpose']);
    for (const purpose of ['any', 'server']) {
      expect((await run(`${line} --gate --purpose ${purpose}`)).code).toBe(0);
    }
    expect((await run(line)).code).toBe(0);
  });
});
