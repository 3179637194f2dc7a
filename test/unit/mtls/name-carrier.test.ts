import { createHash } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createNameCarrier, isNameCarrier } from '#mtls/name-carrier.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { forge } from '../../support/forge-certificate.ts';

const authority = forge({ name: 'Some CA' }).certificate;

describe('createNameCarrier', () => {
  const der = createNameCarrier(authority);
  const decoded = decodeCertificate(der);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const carrier = decoded.value;

  it('has the name of the CA and nothing else of it', () => {
    expect(carrier.subject).toEqual(authority.subject);
    expect(carrier.issuer).toEqual(authority.subject);
    expect(carrier.subjectPublicKey).not.toEqual(authority.subjectPublicKey);
  });

  it('has a key that nobody can know: its x is a hash', () => {
    const x = Buffer.from(carrier.subjectPublicKey.subarray(1, 33)).toString('hex');
    expect(x).toBe(createHash('sha256').update('revoscope name carrier 2').digest('hex'));
  });

  it('is taken by TLS', () => {
    expect(() => createSecureContext({ ca: encodePem('CERTIFICATE', der) })).not.toThrow();
  });

  it('is known for what it is', () => {
    expect(isNameCarrier(carrier)).toBe(true);
    expect(isNameCarrier(authority)).toBe(false);
  });
});
