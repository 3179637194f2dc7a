import type { DerReader } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { encodeOctetString } from '../der/writer.ts';
import type { Extension } from '../x509/certificate.ts';
import { ocspOid } from './object-identifiers.ts';

const minOctets = 1;
const maxOctets = 128;

/**
 * The nonce (RFC 9654 §2.1), which stands in the OCTET STRING extnValue as an OCTET STRING of its own:
 *
 *     Nonce ::= OCTET STRING (SIZE(1..128))
 *
 * Responders from before RFC 6960 put the bare octets into extnValue. They are refused with a message that
 * says so, because bare octets cannot be told from a damaged encoding.
 */
export function readNonce(value: DerReader): Uint8Array {
  const at = value.position;
  if (value.peekTag() !== tag.octetString) {
    const what = 'the nonce is not wrapped in an OCTET STRING of its own (RFC 9654 §2.1)';
    value.fail('unexpected-tag', 'Nonce', at, what);
  }
  const nonce = value.contents(value.element(tag.octetString, 'Nonce'));
  value.finish();
  if (!value.failed && (nonce.length < minOctets || nonce.length > maxOctets)) {
    const what = `a nonce has 1 to 128 octets (RFC 9654 §2.1), this one has ${nonce.length}`;
    value.fail('value-not-allowed', 'Nonce', at, what);
  }
  return nonce;
}

/** The extension id-pkix-ocsp-nonce for a request or a response; not critical. */
export function createNonceExtension(nonce: Uint8Array): Extension {
  return { oid: ocspOid.nonce, critical: false, value: encodeOctetString(nonce) };
}
