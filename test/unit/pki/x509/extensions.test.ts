import { describe, expect, it } from 'vitest';
import type { DerError } from '#pki/der/error.ts';
import {
  encodeBoolean,
  encodeElement,
  encodeNull,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import {
  decodeAuthorityInfoAccess,
  decodeAuthorityKeyIdentifier,
  decodeBasicConstraints,
  decodeExtendedKeyUsage,
  decodeExtension,
  decodeKeyUsage,
  decodeSubjectKeyIdentifier,
  findExtension,
  ocspUrisOf,
} from '#pki/x509/extensions.ts';
import { accessMethodOid, extensionOid, nameKeyPurpose } from '#pki/x509/oid.ts';
import type { Result } from '#shared/model/result.ts';
import { caConstraints, forge, keyUsage } from '../../../support/forge-certificate.ts';

function valueOrCode<T>(result: Result<T, DerError>): T | string {
  return result.ok ? result.value : result.error.code;
}

function access(method: string, location: Uint8Array): Uint8Array {
  return encodeSequence(encodeObjectIdentifier(method), location);
}

function uri(text: string): Uint8Array {
  return encodeElement(0x86, Buffer.from(text));
}

describe('decodeBasicConstraints', () => {
  it.each<[string, Uint8Array, unknown]>([
    ['an end entity', encodeSequence(), { isCa: false, pathLen: null }],
    ['a CA', encodeSequence(encodeBoolean(true)), { isCa: true, pathLen: null }],
    [
      'a CA of CAs',
      encodeSequence(encodeBoolean(true), encodeSmallInteger(1)),
      { isCa: true, pathLen: 1 },
    ],
    ['FALSE written out', encodeSequence(encodeBoolean(false)), { isCa: false, pathLen: null }],
    [
      'a negative path length',
      encodeSequence(encodeBoolean(true), encodeElement(2, Uint8Array.of(0xff))),
      'value-not-allowed',
    ],
    [
      'more than two fields',
      encodeSequence(encodeBoolean(true), encodeSmallInteger(1), encodeNull()),
      'trailing-data',
    ],
    ['another type', encodeNull(), 'unexpected-tag'],
  ])('reads %s', (_what, der, expected) => {
    expect(valueOrCode(decodeBasicConstraints(der))).toEqual(expected);
  });
});

describe('decodeKeyUsage', () => {
  it.each<[string, number[], readonly string[] | string]>([
    ['two bits', [0x03, 0x02, 0x01, 0x06], ['keyCertSign', 'cRLSign']],
    ['decipherOnly in the second octet', [0x03, 0x03, 0x07, 0x00, 0x80], ['decipherOnly']],
    ['no bit', [0x03, 0x01, 0x00], []],
    ['bits without a name', [0x03, 0x03, 0x00, 0x80, 0x7f], ['digitalSignature']],
    ['octets after the list', [0x03, 0x02, 0x07, 0x80, 0x00], 'trailing-data'],
  ])('reads %s', (_what, octets, expected) => {
    const usage = decodeKeyUsage(Uint8Array.from(octets));
    expect(usage.ok ? [...usage.value] : usage.error.code).toEqual(expected);
  });
});

describe('decodeExtendedKeyUsage', () => {
  it('reads the purposes in their order', () => {
    const der = encodeSequence(...['1.3.6.1.5.5.7.3.9', '1.2.3'].map(encodeObjectIdentifier));
    expect(valueOrCode(decodeExtendedKeyUsage(der))).toEqual(['1.3.6.1.5.5.7.3.9', '1.2.3']);
  });

  it('refuses an empty list and one of over 1,024', () => {
    const many = Array.from({ length: 1_025 }, (_, i) => encodeObjectIdentifier(`1.2.${i}`));
    const lists = [[], many].map((list) =>
      valueOrCode(decodeExtendedKeyUsage(encodeSequence(...list))),
    );
    expect(lists).toEqual(['missing-element', 'too-many-elements']);
  });

  it('names what has a name', () => {
    const purposes = ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.9', '2.5.29.37.0', '1.2.3'];
    expect(purposes.map(nameKeyPurpose)).toEqual([
      'clientAuth',
      'OCSPSigning',
      'anyExtendedKeyUsage',
      '1.2.3',
    ]);
  });
});

describe('decodeAuthorityInfoAccess', () => {
  it('gives URIs by method in their order and leaves out other names and methods', () => {
    const directoryName = encodeElement(0xa4, encodeSequence());
    const der = encodeSequence(
      access(accessMethodOid.caIssuers, uri('http://ca/1')),
      access(accessMethodOid.ocsp, directoryName),
      access(accessMethodOid.ocsp, uri('http://ocsp/1')),
      access('1.2.3', uri('http://other/')),
      access(accessMethodOid.ocsp, uri('http://ocsp/2')),
    );
    expect(valueOrCode(decodeAuthorityInfoAccess(der))).toEqual({
      ocspUris: ['http://ocsp/1', 'http://ocsp/2'],
      caIssuers: ['http://ca/1'],
    });
  });

  it.each<[string, Uint8Array, string]>([
    ['an empty list', encodeSequence(), 'missing-element'],
    [
      'an entry without a location',
      encodeSequence(encodeSequence(encodeObjectIdentifier('1.2'))),
      'missing-element',
    ],
    [
      'a URI of eight bits',
      encodeSequence(access('1.2', encodeElement(0x86, Uint8Array.of(0xe4)))),
      'invalid-string',
    ],
  ])('refuses %s', (_what, der, code) => {
    expect(valueOrCode(decodeAuthorityInfoAccess(der))).toBe(code);
  });
});

describe('key identifiers', () => {
  it('reads the one of the subject', () => {
    const der = encodeOctetString(Uint8Array.of(1, 2));
    expect(valueOrCode(decodeSubjectKeyIdentifier(der))).toEqual(Uint8Array.of(1, 2));
  });

  it.each<[string, Uint8Array, unknown]>([
    ['alone', encodeSequence(encodeElement(0x80, Uint8Array.of(7))), Uint8Array.of(7)],
    [
      'beside issuer and serial number',
      encodeSequence(
        encodeElement(0x80, Uint8Array.of(7)),
        encodeElement(0xa1),
        encodeElement(0x82, Uint8Array.of(1)),
      ),
      Uint8Array.of(7),
    ],
    ['not at all', encodeSequence(), null],
    ['after something else', encodeSequence(encodeNull()), 'trailing-data'],
  ])('reads the one of the authority %s', (_what, der, expected) => {
    expect(valueOrCode(decodeAuthorityKeyIdentifier(der))).toEqual(expected);
  });
});

describe('finding an extension', () => {
  const { certificate } = forge({ name: 'CA', extensions: [caConstraints(3), keyUsage(5)] });

  it('gives the one with the identifier, or null', () => {
    expect(findExtension(certificate, extensionOid.keyUsage)?.critical).toBe(true);
    expect(findExtension(certificate, extensionOid.extendedKeyUsage)).toBeNull();
  });

  it('decodes it where it is there', () => {
    const { basicConstraints, extendedKeyUsage } = extensionOid;
    const found = decodeExtension(certificate, basicConstraints, decodeBasicConstraints);
    expect(valueOrCode(found)).toEqual({ isCa: true, pathLen: 3 });
    const absent = decodeExtension(certificate, extendedKeyUsage, decodeExtendedKeyUsage);
    expect(absent).toEqual({ ok: true, value: null });
  });

  it('gives no OCSP URIs where authorityInfoAccess cannot be read', () => {
    const broken = { oid: extensionOid.authorityInfoAccess, value: encodeNull() };
    expect(ocspUrisOf(forge({ name: 'x', extensions: [broken] }).certificate)).toEqual([]);
    expect(ocspUrisOf(certificate)).toEqual([]);
  });
});
