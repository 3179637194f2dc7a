import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { certificateFindings } from '#inspect/findings/object-findings.ts';
import { certificateRules } from '#inspect/findings/registry.ts';
import { encodeElement, encodeSequence, encodeSmallInteger } from '#pki/der/writer.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import {
  caConstraints,
  extendedKeyUsage,
  keyUsage,
  noCa,
} from '../../../support/forge-certificate.ts';
import {
  algorithm,
  dnsNames,
  nameOf,
  ocspAccess,
  rsaKey,
  type SampleOptions,
  sampleCertificate,
} from '../../../support/sample-certificate.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const serverAuth = extendedKeyUsage('1.3.6.1.5.5.7.3.1');
const ocspSigning = extendedKeyUsage('1.3.6.1.5.5.7.3.9');
const noCheck = { '1.3.6.1.5.5.7.48.1.5': { value: encodeElement(0x05) } };
const ca = {
  '2.5.29.19': caConstraints(),
  '2.5.29.15': keyUsage(5, 6),
  '2.5.29.37': null,
  '2.5.29.14': { value: encodeElement(0x04, Uint8Array.of(9)) },
};
const octetString = encodeElement(0x04, Uint8Array.of(1));
const commonName = (text: string) => nameOf(['2.5.4.3', text]);
const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits });

/** A power of 65537, of 2,100 bits or so: what the flawed generator's moduli are, modulo its primes. */
const rocaModulus = 65_537n ** 131n;

/** For each rule: a certificate that has what it looks for, and the nearest one that has not. */
const samples: Readonly<Record<string, readonly [has: SampleOptions, hasNot: SampleOptions]>> = {
  'validity-inverted': [
    { notBefore: '2026-02-01T00:00:00Z', notAfter: '2026-01-01T00:00:00Z' },
    { notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-02-01T00:00:00Z' },
  ],
  expired: [{ notAfter: '2026-05-31T23:59:59Z' }, { notAfter: '2026-06-01T00:00:00Z' }],
  'not-yet-valid': [{ notBefore: '2026-06-01T00:00:01Z' }, { notBefore: '2026-06-01T00:00:00Z' }],
  'signature-unknown': [
    { algorithm: algorithm('1.2.840.113549.1.1.2') },
    { algorithm: algorithm('1.2.840.113549.1.1.11') },
  ],
  'signature-md5': [
    { algorithm: algorithm('1.2.840.113549.1.1.4') },
    { algorithm: algorithm('1.2.840.113549.1.1.11') },
  ],
  'signature-sha1': [
    { algorithm: algorithm('1.2.840.113549.1.1.5') },
    { algorithm: algorithm('1.2.840.113549.1.1.11') },
  ],
  'short-rsa-key': [{ keys: rsa(1024) }, { keys: rsa(2048) }],
  'rsa-exponent-small': [
    { keys: rsaKey(2n ** 2047n + 1n, 3) },
    { keys: rsaKey(2n ** 2047n + 1n, 65_537) },
  ],
  roca: [{ keys: rsaKey(rocaModulus, 65_537) }, { keys: rsaKey(rocaModulus + 2n, 65_537) }],
  'weak-curve': [
    { keys: generateKeyPairSync('ec', { namedCurve: 'prime192v1' }) },
    { keys: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }) },
  ],
  'serial-negative': [
    { serialNumber: Uint8Array.of(0x80, 1, 2, 3, 4, 5, 6, 7) },
    { serialNumber: Uint8Array.of(0, 0x80, 1, 2, 3, 4, 5, 6, 7) },
  ],
  'serial-zero': [{ serialNumber: Uint8Array.of(0) }, { serialNumber: Uint8Array.of(1) }],
  'serial-too-long': [
    { serialNumber: new Uint8Array(21).fill(1) },
    { serialNumber: new Uint8Array(20).fill(1) },
  ],
  'serial-guessable': [
    { serialNumber: new Uint8Array(7).fill(1) },
    { serialNumber: new Uint8Array(8).fill(1) },
  ],
  'unknown-critical-extension': [
    { change: { '1.3.6.1.4.1.99999.1': { critical: true, value: octetString } } },
    { change: { '1.3.6.1.4.1.99999.1': { value: octetString } } },
  ],
  'must-not-be-critical': [
    { change: { '2.5.29.14': { critical: true, value: octetString } } },
    { change: { '2.5.29.14': { value: octetString } } },
  ],
  'extension-unreadable': [
    { change: { '2.5.29.15': { critical: true, value: octetString } } },
    { change: { '2.5.29.15': keyUsage(0) } },
  ],
  'version-1': [{ version: 1, extensions: [] }, {}],
  'ca-constraints-not-critical': [
    { change: { ...ca, '2.5.29.19': { value: caConstraints().value } } },
    { change: ca },
  ],
  'ca-without-cert-sign': [{ change: { ...ca, '2.5.29.15': keyUsage(6) } }, { change: ca }],
  'cert-sign-without-ca': [
    { change: { '2.5.29.15': keyUsage(0, 5) } },
    { change: { '2.5.29.15': keyUsage(0) } },
  ],
  'path-length-without-ca': [
    {
      change: { '2.5.29.19': { critical: true, value: encodeSequence(encodeSmallInteger(0)) } },
    },
    { change: { ...ca, '2.5.29.19': caConstraints(0) } },
  ],
  'key-usage-empty': [
    { change: { '2.5.29.15': { critical: true, value: Uint8Array.of(3, 1, 0) } } },
    { change: { '2.5.29.15': keyUsage(0) } },
  ],
  'key-usage-not-for-key': [
    { change: { '2.5.29.15': keyUsage(0, 2) } },
    { change: { '2.5.29.15': keyUsage(0, 2) }, keys: rsa(2048) },
  ],
  'client-cannot-sign': [
    { change: { '2.5.29.15': keyUsage(4) } },
    { change: { '2.5.29.15': keyUsage(0, 4) } },
  ],
  'not-for-clients': [
    { change: { '2.5.29.37': serverAuth, '2.5.29.17': dnsNames('a.test') } },
    { change: { '2.5.29.37': null } },
  ],
  'any-purpose': [
    { change: { '2.5.29.37': extendedKeyUsage('2.5.29.37.0') } },
    { change: { '2.5.29.37': extendedKeyUsage('1.3.6.1.5.5.7.3.2') } },
  ],
  'server-without-names': [
    { change: { '2.5.29.37': serverAuth } },
    { change: { '2.5.29.37': serverAuth, '2.5.29.17': dnsNames('a.test') } },
  ],
  'common-name-not-in-names': [
    { subject: commonName('b.test'), change: { '2.5.29.17': dnsNames('a.test') } },
    { subject: commonName('A.test'), change: { '2.5.29.17': dnsNames('a.test') } },
  ],
  'no-subject': [
    { subject: nameOf(), change: { '2.5.29.17': dnsNames('a.test') } },
    { subject: nameOf(), change: { '2.5.29.17': { ...dnsNames('a.test'), critical: true } } },
  ],
  'malformed-host-name': [
    { change: { '2.5.29.17': dnsNames('https://a.test') } },
    { change: { '2.5.29.17': dnsNames('*.xn--bcher-kva.test') } },
  ],
  'country-not-two-letters': [
    { subject: nameOf(['2.5.4.6', 'Deutschland']) },
    { subject: nameOf(['2.5.4.6', 'DE']) },
  ],
  'deceptive-text': [
    { subject: commonName('tset.knab\u202e') },
    { subject: commonName('b\u00fccher \u5b57') },
  ],
  'look-alike-text': [
    { change: { '2.5.29.17': dnsNames('xn--pple-43d.test') } },
    { subject: commonName('\u0430\u0431\u0432 abc') },
  ],
  'ca-without-key-identifier': [{ change: { ...ca, '2.5.29.14': null } }, { change: ca }],
  'no-authority-key-identifier': [{ change: { '2.5.29.35': null } }, {}],
  'name-constraints-without-ca': [
    { change: { '2.5.29.30': { critical: true, value: encodeSequence() } } },
    { change: { ...ca, '2.5.29.30': { critical: true, value: encodeSequence() } } },
  ],
  'name-constraints-not-critical': [
    { change: { ...ca, '2.5.29.30': { critical: false, value: encodeSequence() } } },
    { change: { ...ca, '2.5.29.30': { critical: true, value: encodeSequence() } } },
  ],
  'self-signed-end-entity': [
    { subject: commonName('Sample CA') },
    { change: ca, subject: commonName('Sample CA') },
  ],
  precertificate: [
    { change: { '1.3.6.1.4.1.11129.2.4.3': { critical: true, value: encodeElement(0x05) } } },
    {},
  ],
  'must-staple': [
    { change: { '1.3.6.1.5.5.7.1.24': { value: encodeSequence(encodeSmallInteger(5)) } } },
    {},
  ],
  'long-validity': [
    { notBefore: '2026-01-01T00:00:00Z', notAfter: '2029-01-04T00:00:00Z' },
    { notBefore: '2026-01-01T00:00:00Z', notAfter: '2029-01-01T00:00:00Z' },
  ],
  'server-validity-too-long': [
    { change: { '2.5.29.37': serverAuth }, notAfter: '2027-02-04T00:00:00Z' },
    { change: { '2.5.29.37': serverAuth }, notAfter: '2027-02-02T00:00:00Z' },
  ],
  'nocheck-without-purpose': [
    { change: noCheck },
    { change: { ...noCheck, '2.5.29.37': ocspSigning } },
  ],
  'responder-without-nocheck': [
    { change: { '2.5.29.37': ocspSigning } },
    { change: { ...noCheck, '2.5.29.37': ocspSigning } },
  ],
  'responder-nocheck-long': [
    { change: { ...noCheck, '2.5.29.37': ocspSigning } },
    { change: { ...noCheck, '2.5.29.37': ocspSigning }, notAfter: '2026-03-01T00:00:00Z' },
  ],
  'several-ocsp-uris': [
    { change: { '1.3.6.1.5.5.7.1.1': ocspAccess('http://a.test/', 'http://b.test/') } },
    { change: { '1.3.6.1.5.5.7.1.1': ocspAccess('http://a.test/') } },
  ],
  'ocsp-uri-https': [
    { change: { '1.3.6.1.5.5.7.1.1': ocspAccess('https://a.test/') } },
    { change: { '1.3.6.1.5.5.7.1.1': ocspAccess('http://a.test/') } },
  ],
  'ocsp-uri-scheme': [
    { change: { '1.3.6.1.5.5.7.1.1': ocspAccess('ldap://a.test/') } },
    { change: { '1.3.6.1.5.5.7.1.1': ocspAccess('http://a.test/', 'ldap://a.test/') } },
  ],
  'no-ocsp-uri': [
    { change: { '1.3.6.1.5.5.7.1.1': null } },
    { change: { ...ca, '1.3.6.1.5.5.7.1.1': null } },
  ],
  'no-ocsp-uri-nocheck': [
    { change: { ...noCheck, '1.3.6.1.5.5.7.1.1': null } },
    { change: noCheck },
  ],
};

function idsOf(options: SampleOptions): readonly string[] {
  const decoded = decodeCertificate(sampleCertificate(options));
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return certificateFindings(decoded.value, now).map(({ id }) => id);
}

describe('rules of certificates', () => {
  it('have each a certificate that has it and one that does not', () => {
    expect(Object.keys(samples).sort()).toEqual(certificateRules.map(({ id }) => id).sort());
  });

  it('have nothing to say of an ordinary client certificate', () => {
    expect(idsOf({ change: { '2.5.29.19': noCa } })).toEqual([]);
  });

  it.each(Object.entries(samples))(
    '%s is found where it is, and not where it is not',
    (id, [has, hasNot]) => {
      expect(idsOf(has)).toContain(id);
      expect(idsOf(hasNot)).not.toContain(id);
    },
  );
});
