import { tag } from '#pki/der/tag.ts';
import {
  encodeBitString,
  encodeElement,
  encodeExplicit,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { extensionOid } from '#pki/x509/oid.ts';

/**
 * A certificate that carries nothing but the name of a trusted CA.
 *
 * TLS tells a client which CAs are trusted, so that a browser can offer fitting certificates (RFC 8446
 * §4.2.4). Node takes those names from certificates and then also lets the TLS library judge every client by
 * them, each time, with other rules than ours and other rules in each runtime. A carrier has the name, but a
 * key and a key identifier that no client can lead to: the library has nothing to judge by and the engine
 * judges alone. What Node reports as presented is then what the client sent and nothing of the server's own.
 */
export function createNameCarrier(authority: Certificate): Uint8Array {
  const name = authority.subject;
  const ecdsaWithSha256 = encodeSequence(encodeObjectIdentifier('1.2.840.10045.4.3.2'));
  const tbsCertificate = encodeSequence(
    encodeExplicit(0, encodeSmallInteger(2)),
    encodeSmallInteger(1),
    ecdsaWithSha256,
    name,
    encodeSequence(utcTime('250101000000Z'), utcTime('491231235959Z')),
    name,
    publicKeyInfo,
    encodeExplicit(
      3,
      encodeSequence(
        encodeSequence(
          encodeObjectIdentifier(extensionOid.subjectKeyIdentifier),
          encodeOctetString(encodeOctetString(noKeyIdentifier)),
        ),
      ),
    ),
  );
  const noSignature = encodeSequence(encodeSmallInteger(1), encodeSmallInteger(1));
  return encodeSequence(tbsCertificate, ecdsaWithSha256, encodeBitString(noSignature));
}

/** Whether a certificate is one that `createNameCarrier` made. */
export function isNameCarrier(certificate: Certificate): boolean {
  return isSameOctets(certificate.subjectPublicKey, nobodysKey);
}

/** No hash of a key: 20 octets that say what they are for. */
const noKeyIdentifier = new TextEncoder().encode('name of a trusted CA');

function utcTime(text: string): Uint8Array {
  return encodeElement(tag.utcTime, new TextEncoder().encode(text));
}

/**
 * A point of P-256 whose private key nobody knows: x is the SHA-256 of `revoscope name carrier 2`, the
 * first of its kind that lies on the curve.
 */
const nobodysKey = Uint8Array.from(
  Buffer.from(
    '0462d8b7ddd1f04361fa9c5560cb875b0bf7fa7cdfbb0c374c104db38f465b4588' +
      '9b2e22939de643dc88abaa2243ec7dfaa473aaa3a6889cfccbe086ab3bf474a5',
    'hex',
  ),
);

const publicKeyInfo = encodeSequence(
  encodeSequence(
    encodeObjectIdentifier('1.2.840.10045.2.1'),
    encodeObjectIdentifier('1.2.840.10045.3.1.7'),
  ),
  encodeBitString(nobodysKey),
);
