import { berToDer } from '#pki/cms/ber-to-der.ts';
import { tag } from '#pki/der/tag.ts';
import { decodePrivateKey } from '#pki/keys/private-key.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { isConstructed, readHeader } from './asn1/header.ts';
import { recognise } from './recognise.ts';

/** So many elements are looked at, so deep: what holds more is taken to hold a key. */
const most = { elements: 200_000, depth: 64 };

/**
 * An object without its octets, where a private key lies open somewhere in them: a private key is shown as present,
 * never as octets, also in what nobody recognises.
 */
export function withoutEmbeddedKey(object: InspectedObject): InspectedObject {
  if (!holdsPrivateKey(object.bytes)) return object;
  const { offset = 0, path = '' } = object.problem ?? {};
  const message =
    'A private key lies open in it: its octets are not shown. Take the key out, and open that.';
  const problem = object.problem ?? { code: 'not-recognised', offset, path, message };
  return {
    ...object,
    bytes: new Uint8Array(0),
    asn1: null,
    problem: { ...problem, message },
  };
}

/** Whether a private key that is not encrypted stands in ASN.1, or in an OCTET STRING in it. */
function holdsPrivateKey(octets: Uint8Array): boolean {
  const der = berToDer(octets);
  const bytes = der.ok ? der.value : octets;
  let looked = 0;
  const isIn = (start: number, end: number, depth: number): boolean => {
    for (let at = start; at < end; ) {
      const header = readHeader(bytes, at, end);
      if (!header.ok) return false;
      looked += 1;
      if (looked > most.elements || depth > most.depth) return true;
      const { identifier, contentStart, length } = header.value;
      const stop = length === null ? end : Math.min(contentStart + length, end);
      if (identifier === tag.sequence && isKey(bytes.subarray(at, stop))) return true;
      const mayHold = isConstructed(header.value) || bytes[contentStart] === tag.sequence;
      if (mayHold && isIn(contentStart, stop, depth + 1)) return true;
      at = stop;
    }
    return false;
  };
  return isIn(0, bytes.length, 0);
}

function isKey(element: Uint8Array): boolean {
  return recognise(element) === 'private-key' && decodePrivateKey(element).ok;
}
