import { describe, expect, it } from 'vitest';
import { encodeObjectIdentifier, encodeSequence } from '#pki/der/writer.ts';
import { extensionOid, keyPurposeOid } from '#pki/x509/oid.ts';
import {
  client,
  delegate,
  failing,
  goodWith,
  issuer,
  judge,
  outline,
  policy,
  resultOf,
  root,
} from '../../../../support/ocsp-builder.ts';
import {
  extension,
  issueCertificate,
  type TestIdentity,
  testExtensions,
} from '../../../../support/test-certificate.ts';

const { ca, caKeyUsage, caKeyUsageWithoutSignature, noCheck, ocspSigning } = testExtensions;

function refused(signer: TestIdentity) {
  const verdict = judge({ signer });
  expect(verdict).toMatchObject({
    status: 'indeterminate',
    reason: { check: 'signer-authorized', code: 'signer-not-authorized' },
  });
  expect(resultOf(verdict, 'signature').outcome).toBe('pass');
  return resultOf(verdict, 'signer-authorized').evidence;
}

describe('signer-authorized', () => {
  it('lets the issuing CA itself sign', () => {
    expect(resultOf(judge(), 'signer-authorized').evidence).toEqual({
      signer: 'CN=Test CA',
      path: 'issuer',
    });
  });

  it('takes a renewed certificate with the same name and key for the same CA', () => {
    const renewed = issueCertificate({
      commonName: 'Test CA',
      keys: issuer.keys,
      extensions: [ca, caKeyUsage],
    });
    const verdict = judge({ signer: renewed }, { responderCertificate: null, chain: [] });
    expect(outline(verdict)).toEqual(goodWith());
    expect(resultOf(verdict, 'signer-authorized').evidence.path).toBe('issuer');
  });

  it('lets a delegate sign that the CA issued for it', () => {
    const verdict = judge({ signer: delegate });
    expect(outline(verdict)).toEqual(goodWith());
    expect(resultOf(verdict, 'signer-authorized').evidence.path).toBe('delegated');
  });

  it('lets the configured responder certificate sign, whoever issued it', () => {
    const stranger = issueCertificate({ commonName: 'Stranger' });
    const verdict = judge({ signer: stranger }, { responderCertificate: stranger.certificate });
    expect(outline(verdict)).toEqual(goodWith());
    expect(resultOf(verdict, 'signer-authorized').evidence.path).toBe('configured');
  });

  it('lets the CA and its delegates sign although another certificate is configured', () => {
    const { certificate } = issueCertificate({ commonName: 'Stranger' });
    expect(outline(judge({}, { responderCertificate: certificate }))).toEqual(goodWith());
    expect(outline(judge({ signer: delegate }, { responderCertificate: certificate }))).toEqual(
      goodWith(),
    );
  });

  it('lets nobody else sign, not even the CA, where the policy trusts one certificate only', () => {
    const one = issueCertificate({ commonName: 'Stranger' });
    const only = {
      responderCertificate: one.certificate,
      ...policy({ responderTrust: 'only-this-certificate' }),
    };
    expect(outline(judge({ signer: one }, only))).toEqual(goodWith());
    for (const signer of [issuer, delegate]) {
      const verdict = judge({ signer }, only);
      expect(verdict.reason).toMatchObject({
        code: 'signer-not-authorized',
        check: 'signer-authorized',
      });
    }
  });

  it('trusts nobody where the policy trusts the configured certificate alone, and none is configured', () => {
    const verdict = judge({}, policy({ responderTrust: 'only-this-certificate' }));
    expect(verdict.reason).toMatchObject({
      code: 'signer-not-authorized',
      message: expect.stringContaining('no responder certificate is configured'),
    });
  });

  it('takes a configured certificate for a help to find the signer where the policy trusts it no further', () => {
    const trust = policy({ responderTrust: 'issuer-or-delegate' });
    const stranger = issueCertificate({ commonName: 'Stranger' });
    const strange = judge(
      { signer: stranger },
      { responderCertificate: stranger.certificate, ...trust },
    );
    expect(strange.reason?.code).toBe('signer-not-authorized');
    const found = judge(
      { signer: delegate, certificates: [] },
      { responderCertificate: delegate.certificate, ...trust },
    );
    expect(resultOf(found, 'signer-authorized').evidence.path).toBe('delegated');
  });

  it('refuses a delegate without id-kp-OCSPSigning, and says what is missing', () => {
    const signer = issueCertificate({ commonName: 'No purpose', issuer, extensions: [noCheck] });
    expect(refused(signer)).toMatchObject({
      path: null,
      notConfigured: 'no responder certificate is configured',
      notIssuer: 'it is not the issuing CA, CN=Test CA',
      notDelegated: 'it has no id-kp-OCSPSigning in extendedKeyUsage',
    });
  });

  it('breaks alone where a delegate has every virtue but the purpose', () => {
    const signer = issueCertificate({ commonName: 'No purpose', issuer, extensions: [noCheck] });
    const { status, code, check, troubles } = outline(judge({ signer }));
    expect({ status, code, check }).toEqual({
      status: 'indeterminate',
      code: 'signer-not-authorized',
      check: 'signer-authorized',
    });
    expect(troubles).toEqual({ 'signer-authorized': 'fail', 'signer-revocation': 'not-run' });
  });

  it('says in one sentence what the signer lacks on the path that it is nearest to', () => {
    const noPurpose = issueCertificate({ commonName: 'No purpose', issuer });
    expect(judge({ signer: noPurpose }).reason?.message).toBe(
      'CN=No purpose may not answer for the CA: it has no id-kp-OCSPSigning in extendedKeyUsage.',
    );
    const twin = issueCertificate({ commonName: 'Test CA', extensions: [ca] });
    expect(judge({ signer: twin }).reason?.message).toBe(
      'CN=Test CA may not answer for the CA: it has the name of the issuing CA, but another key.',
    );
  });

  it('does not take anyExtendedKeyUsage for id-kp-OCSPSigning', () => {
    const any = encodeSequence(encodeObjectIdentifier(keyPurposeOid.any));
    const extensions = [extension(extensionOid.extendedKeyUsage, any), noCheck];
    refused(issueCertificate({ commonName: 'Anything', issuer, extensions }));
  });

  it('refuses a delegate of the root: the CA that issued the certificate must issue it', () => {
    const signer = issueCertificate({
      commonName: 'Of the root',
      issuer: root,
      extensions: [ocspSigning, noCheck],
    });
    expect(refused(signer).notDelegated).toBe(
      'it was issued by CN=Test Root, not by the issuing CA itself',
    );
  });

  it('refuses a delegate whose certificate only bears the name of the CA', () => {
    const forger = issueCertificate({ commonName: 'Test CA', extensions: [ca] });
    const signer = issueCertificate({
      commonName: 'Forged',
      issuer: forger,
      extensions: [ocspSigning, noCheck],
    });
    expect(refused(signer).notDelegated).toBe(
      'its own signature does not verify with the key of the issuing CA',
    );
  });

  it('refuses the root of the chain and the client itself', () => {
    refused(root);
    refused(client);
  });

  it('refuses a client that vouches for itself with id-kp-OCSPSigning', () => {
    const { certificate } = delegate;
    const verdict = judge({ signer: delegate }, { certificate });
    expect(resultOf(verdict, 'signer-authorized').evidence.notDelegated).toBe(
      'it is the certificate in question and cannot vouch for itself',
    );
  });

  it('says that a twin of the CA has another key', () => {
    const twin = issueCertificate({ commonName: 'Test CA', extensions: [ca] });
    expect(refused(twin).notIssuer).toBe('it has the name of the issuing CA, but another key');
  });

  it('warns of a signer whose keyUsage does not allow it to sign responses', () => {
    const signer = issueCertificate({
      commonName: 'Wrong usage',
      issuer,
      extensions: [ocspSigning, noCheck, caKeyUsageWithoutSignature],
    });
    expect(outline(judge({ signer }))).toEqual(goodWith('signer-authorized'));
  });

  it('blames the algorithm where only the runtime keeps a delegate from being verified', () => {
    const signer = issueCertificate({
      commonName: 'Strange algorithm',
      issuer,
      algorithm: { identifier: { oid: '1.2.3.4', parameters: null }, digest: 'sha256' },
      extensions: [ocspSigning, noCheck],
    });
    const { reason } = judge({ signer });
    expect(reason).toMatchObject({ check: 'signer-authorized', code: 'unsupported-algorithm' });
    expect(reason?.message).toContain('1.2.3.4');
  });

  it('fails with its own code and no other', () => {
    const signer = issueCertificate({
      commonName: 'Of the root',
      issuer: root,
      extensions: [ocspSigning, noCheck],
    });
    const expected = failing('signer-authorized', 'signer-not-authorized');
    expect(outline(judge({ signer }))).toMatchObject(expected);
  });
});
