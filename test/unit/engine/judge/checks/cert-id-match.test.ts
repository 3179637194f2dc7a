import { describe, expect, it } from 'vitest';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import {
  client,
  goodWith,
  issuer,
  judge,
  outline,
  resultOf,
  root,
  single,
} from '../../../../support/ocsp-builder.ts';
import { issueCertificate, testExtensions } from '../../../../support/test-certificate.ts';

const { ca: caExtension, caKeyUsage } = testExtensions;
const imitation = issueCertificate({
  commonName: 'Test CA',
  extensions: [caExtension, caKeyUsage],
});
const own = createCertId(client.certificate, issuer.certificate, 'sha1');
const unanswered = {
  'cert-id-match': 'fail',
  'this-update': 'not-run',
  'next-update': 'not-run',
  'max-age': 'not-run',
  'conflicting-responses': 'not-run',
  'revocation-time': 'not-run',
};

function judgeCertId(certId: typeof own | Omit<typeof own, 'hash'>) {
  return judge({ responses: [single({ certId })] });
}

describe('cert-id-match', () => {
  it.each([
    ['of another name', root, 'its issuer is CN=Test CA'],
    ['of the same name with another key', imitation, 'its key does not verify'],
  ])(
    'fails as issuer-mismatch for an issuer %s, whom nothing calls the issuing CA',
    (_, ca, words) => {
      const certId = createCertId(client.certificate, ca.certificate, 'sha1');
      const verdict = judge(
        { signer: ca, responses: [single({ certId })] },
        { issuer: ca.certificate, chain: [], certId },
      );
      expect(verdict.reason).toMatchObject({ code: 'issuer-mismatch', check: 'cert-id-match' });
      expect(verdict.reason?.message).toContain(words);
      expect(resultOf(verdict, 'signer-authorized').outcome).toBe('fail');
    },
  );

  it('passes where all four fields are those of the certificate', () => {
    expect(resultOf(judge(), 'cert-id-match')).toMatchObject({
      outcome: 'pass',
      evidence: { hashAlgorithm: 'sha1', serialNumber: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
  });

  it('passes where the hash algorithm has no parameters, which means the same as NULL', () => {
    const hashAlgorithm = { ...own.hashAlgorithm, parameters: null };
    expect(outline(judgeCertId({ ...own, hashAlgorithm }))).toEqual(goodWith());
  });

  it.each(['sha256', 'sha384', 'sha512'] as const)(
    'warns where the response identifies the certificate with %s instead',
    (hash) => {
      const verdict = judgeCertId(createCertId(client.certificate, issuer.certificate, hash));
      expect(outline(verdict)).toEqual(goodWith('cert-id-match'));
      expect(resultOf(verdict, 'cert-id-match').evidence.receivedHashAlgorithm).toBe(hash);
    },
  );

  it.each([
    ['another serial number', { serialNumber: Uint8Array.of(0x2a) }],
    [
      'the same serial number after another octet',
      { serialNumber: Uint8Array.of(1, ...own.serialNumber) },
    ],
    ['another issuerNameHash', { issuerNameHash: own.issuerKeyHash }],
    ['another issuerKeyHash', { issuerKeyHash: own.issuerNameHash }],
    ['an unknown hash algorithm', { hashAlgorithm: { oid: '1.2.3.4', parameters: null } }],
    [
      'strange parameters of the hash algorithm',
      { hashAlgorithm: { ...own.hashAlgorithm, parameters: Uint8Array.of(4, 0) } },
    ],
  ])('fails for %s', (_, change) => {
    expect(outline(judgeCertId({ ...own, ...change }))).toEqual({
      status: 'indeterminate',
      code: 'cert-id-mismatch',
      check: 'cert-id-match',
      troubles: unanswered,
    });
  });

  it('says that the number belongs to another CA where only the issuer differs', () => {
    const verdict = judgeCertId(createCertId(client.certificate, root.certificate, 'sha1'));
    expect(verdict.reason?.message).toContain('of another CA');
  });

  it('lists the serial numbers that came instead', () => {
    const responses = [0x2a, 0x2b].map((octet) =>
      single({ certId: { ...own, serialNumber: Uint8Array.of(octet) } }),
    );
    const { message } = resultOf(judge({ responses }), 'cert-id-match');
    expect(message).toContain('the response is about 0x2A, 0x2B.');
  });

  it('fails for a response without any SingleResponse', () => {
    const verdict = judge({ responses: [] });
    expect(verdict.status).toBe('indeterminate');
    expect(verdict.reason?.message).toContain('has no SingleResponse');
  });
});
