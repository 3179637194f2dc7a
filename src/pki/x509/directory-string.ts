import { tag } from '../der/tag.ts';
import type { Attribute } from './rdn-sequence.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The characters of an attribute value of any string type; null where it is another type or cannot be read. */
export function textOfAttribute(attribute: Attribute): string | null {
  const { contents } = attribute;
  switch (attribute.valueTag) {
    case tag.printableString:
    case tag.ia5String:
    case tag.visibleString:
    case tag.numericString:
      return isAscii(contents) ? latin1(contents) : null;
    case tag.utf8String:
      return isAscii(contents) ? latin1(contents) : decodeUtf8(contents);
    case tag.teletexString:
      // T.61 in name, Latin-1 in every certificate that is seen, and in OpenSSL.
      return latin1(contents);
    case tag.bmpString:
      return decodeBmp(contents);
    case tag.universalString:
      return decodeUniversal(contents);
    default:
      return null;
  }
}

function isAscii(octets: Uint8Array): boolean {
  for (let i = 0; i < octets.length; i++) if ((octets[i] ?? 0) > 0x7f) return false;
  return true;
}

function latin1(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1');
}

function decodeUtf8(octets: Uint8Array): string | null {
  try {
    return utf8.decode(octets);
  } catch {
    // Not UTF-8, which is an answer here and no fault.
    return null;
  }
}

/** BMPString: two octets each, the basic plane alone, so no surrogates. */
function decodeBmp(octets: Uint8Array): string | null {
  if (octets.length % 2 !== 0) return null;
  let text = '';
  for (let i = 0; i < octets.length; i += 2) {
    const unit = (octets[i] ?? 0) * 256 + (octets[i + 1] ?? 0);
    if (isSurrogate(unit)) return null;
    text += String.fromCharCode(unit);
  }
  return text;
}

/** UniversalString: four octets each. */
function decodeUniversal(octets: Uint8Array): string | null {
  if (octets.length % 4 !== 0) return null;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  let text = '';
  for (let i = 0; i < octets.length; i += 4) {
    const point = view.getUint32(i);
    if (point > 0x10ffff || isSurrogate(point)) return null;
    text += String.fromCodePoint(point);
  }
  return text;
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}
