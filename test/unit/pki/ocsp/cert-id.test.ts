import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeDer } from '#pki/der/reader.ts';
import {
  certIdHashOf,
  createCertId,
  encodeCertId,
  readCertId,
  summarizeCertId,
} from '#pki/ocsp/cert-id.ts';
import { client, issuer } from '../../../support/ocsp-builder.ts';
import { encodeCommonName, issueCertificate } from '../../../support/test-certificate.ts';

const hashes = ['sha1', 'sha256', 'sha384', 'sha512'] as const;

describe('createCertId', () => {
  it.each(hashes)('hashes name and key of the issuer with %s', (hash) => {
    const certId = createCertId(client.certificate, issuer.certificate, hash);
    const digest = (octets: Uint8Array) => createHash(hash).update(octets).digest('hex');
    expect(summarizeCertId(certId)).toMatchObject({
      hashAlgorithm: hash,
      issuerNameHash: digest(issuer.certificate.subject),
      issuerKeyHash: digest(issuer.certificate.subjectPublicKey),
    });
    expect(certId.serialNumber).toEqual(client.certificate.serialNumber);
    expect(certIdHashOf(certId.hashAlgorithm)).toBe(hash);
  });

  it("hashes the issuer's name as the certificate spells it", () => {
    const spelled = { ...client.certificate, issuer: encodeCommonName('TEST CA') };
    const certId = createCertId(spelled, issuer.certificate, 'sha1');
    const expected = createHash('sha1').update(encodeCommonName('TEST CA')).digest('hex');
    expect(summarizeCertId(certId).issuerNameHash).toBe(expected);
  });

  it('gives two certificates of one issuer different identities', () => {
    const other = issueCertificate({ commonName: 'Other', issuer });
    const [a, b] = [client, other].map(({ certificate }) =>
      createCertId(certificate, issuer.certificate, 'sha1'),
    );
    expect(a?.issuerKeyHash).toEqual(b?.issuerKeyHash);
    expect(a?.serialNumber).not.toEqual(b?.serialNumber);
  });
});

describe('encodeCertId', () => {
  it('writes what readCertId reads', () => {
    const { hash: _, ...certId } = createCertId(client.certificate, issuer.certificate, 'sha256');
    const decoded = decodeDer(encodeCertId(certId), (reader) => readCertId(reader, 'CertID'));
    expect(decoded).toEqual({ ok: true, value: certId });
  });
});

describe('certIdHashOf', () => {
  it('does not know other hashes, which a summary shows by their identifier', () => {
    const md5 = { oid: '1.2.840.113549.2.5', parameters: null };
    const certId = createCertId(client.certificate, issuer.certificate, 'sha1');
    expect(certIdHashOf(md5)).toBeNull();
    expect(summarizeCertId({ ...certId, hashAlgorithm: md5 }).hashAlgorithm).toBe(md5.oid);
  });
});
