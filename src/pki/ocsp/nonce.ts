import { type DerReader, decodeDer } from '../der/reader.ts';
import { readOctetString } from '../der/values.ts';
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
 * Responders from before RFC 6960 put the bare octets into extnValue: what is not one whole OCTET STRING is
 * read as such. Both that and a length out of bounds are recorded; a nonce is only ever compared.
 */
export function readNonce(value: DerReader): Uint8Array {
  const { nonce, problems, offset } = examine(value);
  for (const { code, message } of problems) {
    value.deviate({ code, name: 'Nonce', offset, message, clause: 'RFC 9654 §2.1' });
  }
  return nonce;
}

/** The nonce of a request, which a responder must refuse where it is not as it should be (RFC 9654 §2.1). */
export function readRequestNonce(value: DerReader): Uint8Array {
  const { nonce, problems, offset } = examine(value);
  for (const { message } of problems) {
    value.fail('value-not-allowed', 'Nonce', offset, `${message} (RFC 9654 §2.1)`);
  }
  return nonce;
}

interface NonceProblem {
  readonly code: 'nonce-not-wrapped' | 'nonce-length';
  readonly message: string;
}

function examine(value: DerReader) {
  const offset = value.position;
  const whole = value.rest();
  const wrapped = decodeDer(whole, (reader) => readOctetString(reader, 'Nonce'));
  const nonce = wrapped.ok ? wrapped.value : whole;
  const problems: NonceProblem[] = [];
  if (!wrapped.ok) {
    const message = 'the nonce is not wrapped in an OCTET STRING of its own';
    problems.push({ code: 'nonce-not-wrapped', message });
  }
  if (nonce.length < minOctets || nonce.length > maxOctets) {
    const message = `a nonce has 1 to 128 octets, this one has ${nonce.length}`;
    problems.push({ code: 'nonce-length', message });
  }
  return { nonce, problems, offset };
}

/** The extension id-pkix-ocsp-nonce for a request or a response; not critical. */
export function createNonceExtension(nonce: Uint8Array): Extension {
  return { oid: ocspOid.nonce, critical: false, value: encodeOctetString(nonce) };
}
