import { sign } from 'node:crypto';
import {
  encodeBitString,
  encodeElement,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { createKeys, encodeName } from './forge-certificate.ts';
import { dnsNames } from './sample-certificate.ts';

/** Makes and signs a certificate request of a P-256 key that asks for a host name. */
export function sampleRequest(): Uint8Array {
  const { publicKey, privateKey } = createKeys();
  const names = dnsNames('a.test');
  const extension = encodeSequence(
    encodeObjectIdentifier(names.oid),
    encodeOctetString(names.value),
  );
  const attribute = encodeSequence(
    encodeObjectIdentifier('1.2.840.113549.1.9.14'),
    encodeElement(0x31, encodeSequence(extension)),
  );
  const info = encodeSequence(
    encodeSmallInteger(0),
    encodeName('Sample request'),
    new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    encodeElement(0xa0, attribute),
  );
  const algorithm = encodeSequence(encodeObjectIdentifier('1.2.840.10045.4.3.2'));
  return encodeSequence(info, algorithm, encodeBitString(sign('sha256', info, privateKey)));
}
