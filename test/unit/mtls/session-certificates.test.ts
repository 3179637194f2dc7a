import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSessionCertificates } from '#mtls/session-certificates.ts';
import {
  encodeElement,
  encodeExplicit,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { forge } from '../../support/forge-certificate.ts';

const issuer = forge({ name: 'Issuer' });
const client = forge({ name: 'Client', issuer });

/** A session as both libraries begin it, up to the certificate. */
const beginning = [
  encodeSmallInteger(1),
  encodeSmallInteger(0x0304),
  encodeOctetString(Uint8Array.of(0x13, 0x01)),
  encodeOctetString(new Uint8Array(0)),
  encodeOctetString(new Uint8Array(48)),
  encodeExplicit(1, encodeSmallInteger(1_767_225_600)),
  encodeExplicit(2, encodeSmallInteger(7_200)),
];
const peer = encodeExplicit(3, client.der);
const context = encodeExplicit(4, encodeOctetString(new Uint8Array(32)));

const openssl = encodeSequence(
  ...beginning,
  peer,
  context,
  encodeExplicit(19, encodeSmallInteger(29)),
);
const boringssl = encodeSequence(
  ...beginning,
  peer,
  context,
  encodeExplicit(18, encodeSmallInteger(29)),
  encodeElement(0xb3, issuer.der, client.der),
  encodeExplicit(23, encodeSmallInteger(0x0403)),
  // [31], whose tag takes two octets.
  Uint8Array.of(0xbf, 0x1f, 0x03, 0x01, 0x01, 0xff),
);

describe('readSessionCertificates', () => {
  it('finds the certificate in a session of OpenSSL, which keeps no chain', () => {
    expect(readSessionCertificates(openssl)).toEqual({ certificate: client.der, chain: null });
  });

  it('finds certificate and chain in a session of BoringSSL', () => {
    expect(readSessionCertificates(boringssl)).toEqual({
      certificate: client.der,
      chain: [issuer.der, client.der],
    });
  });

  it('finds nothing in the session of a client without a certificate', () => {
    expect(readSessionCertificates(encodeSequence(...beginning, context))).toBeNull();
  });

  it('finds nothing in octets that are no session', () => {
    expect(readSessionCertificates(new Uint8Array(0))).toBeNull();
    expect(readSessionCertificates(Uint8Array.of(0x30, 0x80, 0, 0))).toBeNull();
    expect(readSessionCertificates(openssl.subarray(0, openssl.length - 1))).toBeNull();
  });

  it('ends and never throws, whatever it is given', () => {
    const mutated = fc.record({
      at: fc.nat(boringssl.length - 1),
      to: fc.nat(255),
      length: fc.nat(boringssl.length),
    });
    fc.assert(
      fc.property(mutated, ({ at, to, length }) => {
        const bytes = Uint8Array.from(boringssl);
        bytes[at] = to;
        readSessionCertificates(bytes);
        readSessionCertificates(boringssl.subarray(0, length));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readSessionCertificates(bytes);
      }),
    );
  });
});
