import { describe, expect, it } from 'vitest';
import {
  at,
  client,
  day,
  delegate,
  goodWith,
  issuer,
  judge,
  outline,
  resultOf,
  single,
} from '../../../../support/ocsp-builder.ts';
import {
  encodeCommonName,
  issueCertificate,
  testExtensions,
} from '../../../../support/test-certificate.ts';

const { ocspSigning, noCheck } = testExtensions;
const nobody = {
  status: 'indeterminate',
  code: 'signer-not-identified',
  check: 'signer-identified',
  troubles: {
    'signer-identified': 'fail',
    signature: 'not-run',
    'signer-authorized': 'not-run',
    'signer-validity': 'not-run',
    'signer-revocation': 'not-run',
  },
};

function sourceOf(verdict: ReturnType<typeof judge>) {
  return resultOf(verdict, 'signer-identified').evidence.source;
}

describe('signer-identified', () => {
  it.each(['name', 'key'] as const)('finds the issuing CA by its %s', (responderId) => {
    const verdict = judge({ responderId });
    expect(outline(verdict)).toEqual(goodWith());
    expect(sourceOf(verdict)).toBe('issuer');
  });

  it.each(['name', 'key'] as const)('finds a delegate in the response by its %s', (responderId) => {
    const verdict = judge({ responderId, signer: delegate });
    expect(outline(verdict)).toEqual(goodWith());
    expect(sourceOf(verdict)).toBe('response');
  });

  it("finds a delegate in the client's chain", () => {
    const { certificate } = delegate;
    const verdict = judge({ signer: delegate, certificates: [] }, { chain: [certificate] });
    expect(outline(verdict)).toEqual(goodWith());
    expect(sourceOf(verdict)).toBe('chain');
  });

  it('finds the configured responder certificate', () => {
    const { certificate } = delegate;
    const verdict = judge(
      { signer: delegate, certificates: [] },
      { responderCertificate: certificate },
    );
    expect(outline(verdict)).toEqual(goodWith());
    expect(sourceOf(verdict)).toBe('configured');
  });

  it('fails where the certificate of the delegate is not at hand', () => {
    const verdict = judge({ signer: delegate, certificates: [] });
    expect(outline(verdict)).toEqual(nobody);
    expect(resultOf(verdict, 'signer-identified').evidence).toMatchObject({
      responderId: 'byName CN=Test Responder',
      considered: ['CN=Test CA (issuer)', 'CN=Test Client (chain)', 'CN=Test Root (chain)'],
    });
  });

  it('fails where the certificate in the response cannot be read, and says so', () => {
    const verdict = judge({ signer: delegate, certificates: [Uint8Array.of(0x30, 0)] });
    expect(outline(verdict)).toEqual(nobody);
    expect(resultOf(verdict, 'signer-identified').evidence.unreadable).toBe(1);
  });

  it('takes a name that is spelled otherwise for the same name (RFC 5280 §7.1)', () => {
    const name = encodeCommonName('TEST  ca');
    const verdict = judge({ responderId: { by: 'name', name } });
    expect(outline(verdict)).toEqual(goodWith());
    expect(sourceOf(verdict)).toBe('issuer');
  });

  it('takes the one of two certificates with the same name whose key verifies', () => {
    const twin = issueCertificate({
      commonName: 'Test Responder',
      issuer,
      extensions: [ocspSigning, noCheck],
    });
    const certificates = [delegate.certificate.der, twin.certificate.der];
    const verdict = judge({ signer: twin, certificates });
    expect(outline(verdict)).toEqual(goodWith());
    expect(verdict.signer?.der).toEqual(twin.certificate.der);
  });

  it('takes the valid one of two certificates with the same name and key', () => {
    const { keys } = delegate;
    const renew = (notAfter: number) =>
      issueCertificate({
        commonName: 'Test Responder',
        issuer,
        keys,
        notAfter,
        extensions: [ocspSigning, noCheck],
      });
    const expired = renew(Date.UTC(2026, 0, 1));
    const renewed = renew(Date.UTC(2027, 0, 1));
    const certificates = [expired.certificate.der, renewed.certificate.der];
    const verdict = judge({ signer: renewed, certificates });
    expect(outline(verdict)).toEqual(goodWith());
    expect(verdict.signer?.der).toEqual(renewed.certificate.der);
  });

  it('tries no more than eight keys with the name that the response gives', () => {
    const twins = Array.from({ length: 20 }, () =>
      issueCertificate({ commonName: 'Crowd', issuer, extensions: [ocspSigning, noCheck] }),
    );
    const last = twins[19];
    if (last === undefined) throw new Error('there are twenty');
    const certificates = twins.map(({ certificate }) => certificate.der);
    const verdict = judge({ signer: last, certificates });
    expect(verdict.reason).toMatchObject({ check: 'signature', code: 'signature-invalid' });
    expect(verdict.reason?.message).toContain('nor with that of 7 more that bear its name');
  });

  it.each(['name', 'key'] as const)(
    'finds the signer in the response however many of its %s the client sends along',
    (responderId) => {
      const revocation = { time: at - day, reason: null };
      const revoked = single({ certStatus: { status: 'revoked', revocation } });
      const chain = Array.from({ length: 40 }, () => {
        const { certificate } = issueCertificate({
          commonName: 'Test Responder',
          ...(responderId === 'key' ? { keys: delegate.keys } : {}),
        });
        return certificate;
      });
      const verdict = judge({ signer: delegate, responderId, responses: [revoked] }, { chain });
      expect(verdict.status).toBe('revoked');
      expect(sourceOf(verdict)).toBe('response');
    },
  );

  it('names the client itself where it signed', () => {
    const verdict = judge({ signer: client });
    expect(sourceOf(verdict)).toBe('chain');
  });
});
