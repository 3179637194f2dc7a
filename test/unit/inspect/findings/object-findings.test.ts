import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspectObject } from '#inspect/inspect-object.ts';
import { readFixture, readFixtureDer } from '../../../support/fixtures/manifest.ts';
import { mustOpenssl } from '../../../support/openssl.ts';
import { createPki, type IssueOptions, type Pki } from '../../../support/openssl-pki.ts';
import { suiteTempDir } from '../../../support/temp-dir.ts';

const now = Date.parse('2026-11-22T08:33:00Z');

/** `severity: message [citation]` of each finding. */
function findings(der: Uint8Array, at = now): readonly string[] {
  return inspectObject(der, { now: at, passwords: [] }).findings.map(
    ({ severity, message, citation }) => `${severity}: ${message} [${citation}]`,
  );
}

describe('findings of a certificate', () => {
  const temp = suiteTempDir('findings');
  let pki: Pki;
  let count = 0;
  beforeAll(async () => {
    pki = await createPki({ dir: temp.path });
  });
  const issue = async (options: Partial<IssueOptions>) =>
    (
      await pki.issueClient({
        name: 'client',
        notAfter: new Date('2027-01-01T00:00:00Z'),
        serial: `7a5b3c1d2e4f60${(count++).toString(16).padStart(4, '0')}`,
        ocspUris: ['http://ocsp.test/'],
        ...options,
      })
    ).der;

  it('has nothing to say of an ordinary client certificate', async () => {
    expect(findings(await issue({}))).toEqual([]);
  });

  it('names the OCSP URIs that are not asked', async () => {
    const ocspUris = ['http://one.test/', 'http://two.test/', 'http://three.test/'];
    expect(findings(await issue({ ocspUris }))).toEqual([
      'warning: 3 OCSP URIs: only the first, http://one.test/, is asked; not asked: http://two.test/, http://three.test/. [RFC 5280 §4.2.2.1]',
    ]);
  });

  it('warns where there is no OCSP URI', async () => {
    expect(findings(await issue({ ocspUris: [] }))).toEqual([
      'warning: No OCSP URI in authorityInfoAccess: a check needs a configured responder URI. [RFC 6960 §3.1]',
    ]);
  });

  it.each<[string, string]>([
    [
      'https://ocsp.test/',
      'note: The OCSP URI is https: reaching https://ocsp.test/ needs a certificate that has to be checked in turn. [RFC 5280 §8]',
    ],
    [
      'ldap://ocsp.test/',
      'warning: The first OCSP URI, ldap://ocsp.test/, is neither http nor https. [RFC 5280 §4.2.2.1]',
    ],
  ])('judges the scheme of %s', async (uri, expected) => {
    expect(findings(await issue({ ocspUris: [uri] }))).toEqual([expected]);
  });

  it('judges the validity at the given time', async () => {
    const der = await issue({});
    expect(findings(der, Date.parse('2027-01-03T00:00:00Z'))).toEqual([
      'error: Expired at 2027-01-01T00:00:00Z, 2 d ago. [RFC 5280 §4.1.2.5]',
    ]);
    expect(findings(der, Date.parse('2024-12-31T00:00:00Z'))).toEqual([
      'error: Not valid before 2025-01-01T00:00:00Z, in 1 d. [RFC 5280 §4.1.2.5]',
    ]);
  });

  it('notes a long validity', async () => {
    expect(findings(await issue({ notAfter: new Date('2055-01-01T00:00:00Z') }))).toEqual([
      'note: Valid for 30 years: for that long, revocation is all that stops a stolen key. [local policy]',
    ]);
  });

  it('notes that a certificate is not meant for client authentication', async () => {
    expect(findings(await issue({ extendedKeyUsage: ['codeSigning', 'emailProtection'] }))).toEqual(
      [
        'note: Not meant for client authentication: extendedKeyUsage is codeSigning, emailProtection. [RFC 5280 §4.2.1.12]',
      ],
    );
  });

  it('warns of a responder that nothing exempts from being checked', async () => {
    const der = await issue({ extendedKeyUsage: ['OCSPSigning'] });
    expect(findings(der)).toEqual([
      'warning: An OCSP responder without id-pkix-ocsp-nocheck: whoever trusts its answers has to ask whether it is revoked itself. [RFC 6960 §4.2.2.2.1]',
    ]);
  });

  it('notes a responder that is exempt for long', () => {
    expect(findings(readFixtureDer('certificates/p256/delegate.pem'))).toContain(
      'note: An OCSP responder that nobody checks (id-pkix-ocsp-nocheck), for 30 years: a stolen key would serve that long. [RFC 6960 §4.2.2.2.1]',
    );
  });

  it('notes nocheck where it has no effect', async () => {
    expect(findings(await issue({ noCheck: 'present' }))).toEqual([
      'note: id-pkix-ocsp-nocheck without id-kp-OCSPSigning in extendedKeyUsage: it has no effect. [RFC 6960 §4.2.2.2.1]',
    ]);
  });

  it('accepts a serial number of 20 octets and warns of a longer one', async () => {
    const longest = `7f${'00'.repeat(19)}`;
    expect(findings(await issue({ serial: longest }))).toEqual([]);
    expect(findings(await issue({ serial: `${longest}01` }))).toEqual([
      'warning: The serial number has 21 octets; 20 are allowed. [RFC 5280 §4.1.2.2]',
    ]);
  });

  it('warns of SHA-1 and of a short key, gravest first', async () => {
    const file = join(temp.path, 'weak.der');
    await mustOpenssl([
      ...['req', '-x509', '-newkey', 'rsa:1024', '-nodes', '-keyout', join(temp.path, 'weak.key')],
      ...['-sha1', '-subj', '/CN=weak', '-days', '2', '-outform', 'DER', '-out', file],
      ...['-addext', 'authorityInfoAccess=OCSP;URI:http://ocsp.test/'],
    ]);
    expect(findings(new Uint8Array(await readFile(file)), Date.now() + 3 * 86_400_000)).toEqual([
      expect.stringMatching(/^error: Expired at/),
      'warning: The certificate is signed with RSA with SHA-1: collisions of SHA-1 can be made. [local policy]',
      'warning: The key is RSA 1024: too short to be relied on. [local policy]',
    ]);
  });
});

describe('findings of an OCSP response', () => {
  it('says what an error status means', () => {
    expect(findings(readFixture('responses/error-unauthorized.der'))).toEqual([
      'error: The responder does not answer the question: unauthorized. Such an answer is not signed. [RFC 6960 §2.3]',
    ]);
  });

  it('notes an answer without nextUpdate', () => {
    expect(findings(readFixture('responses/no-next-update.der'))).toContain(
      'note: No nextUpdate: newer information is there at any time, so no age makes the answer stale. [RFC 6960 §4.2.2.1]',
    );
  });

  it('warns of an answer that is stale at the given time', () => {
    const response = readFixture('responses/next-update-soon.der');
    expect(findings(response, now + 86_400_000).join('\n')).toMatch(
      /warning: Stale: nextUpdate was 2026-/,
    );
    expect(findings(response, now - 86_400_000).join('\n')).toMatch(
      /warning: thisUpdate is in the future/,
    );
    expect(findings(response).join('\n')).not.toMatch(/Stale|future/);
  });

  it('says when and why the certificate was revoked', () => {
    expect(findings(readFixture('responses/p256-issuer-revoked.der'))).toContain(
      'note: Revoked at 2026-02-03T04:05:06Z, reason keyCompromise. [RFC 6960 §2.2]',
    );
    expect(findings(readFixture('responses/revoked-extended.der'))).toContain(
      'note: Revoked as "never issued" (certificateHold at 1970-01-01). [RFC 6960 §4.4.8]',
    );
  });

  it('warns of SHA-1 and MD5 signatures', () => {
    expect(findings(readFixture('responses/rsa2048-sha1.der'))[0]).toMatch(
      /^warning: The response is signed with RSA with SHA-1/,
    );
    expect(findings(readFixture('responses/rsa2048-md5.der'))[0]).toMatch(
      /^error: The response is signed with RSA with MD5/,
    );
  });

  it('says that no certificate comes along', () => {
    expect(findings(readFixture('responses/delegate-no-certs.der'))).toContain(
      'note: No certificate comes with the response: its signer must be known already. [RFC 6960 §4.2.2.3]',
    );
  });

  it('warns of a signer without nocheck', () => {
    expect(findings(readFixture('responses/delegate-no-nocheck.der')).join('\n')).toContain(
      'warning: Signer: An OCSP responder without id-pkix-ocsp-nocheck',
    );
  });
});

describe('findings of an OCSP request', () => {
  it('says which hash the CertID is made with, and that there is no nonce', () => {
    expect(findings(readFixture('requests/cert-id-sha256.der'))).toEqual([
      'note: CertID is made with SHA-256: many responders know SHA-1 alone. [RFC 5019 §2.1.1]',
      'note: No nonce: any answer that is still valid fits, an older one too. [RFC 9654 §1]',
    ]);
  });
});
