import { tag } from '#pki/der/tag.ts';
import { hexOf } from '#pki/octets.ts';
import { textOfAttribute } from '#pki/x509/directory-string.ts';
import { type Attribute, decodeRdnSequence } from '#pki/x509/rdn-sequence.ts';
import { shortName } from './openssl-names.ts';

/** A DER Name as OpenSSL's `oneline` option writes it: `C = DE, O = "Foo, Inc.", CN = a`. */
export function nameLine(der: Uint8Array): string {
  const rdns = decodeRdnSequence(der);
  if (rdns === null) return `#${hexOf(der)}`;
  return rdns
    .map((rdn) =>
      rdn
        .map((attribute) => `${shortName(attribute.type)} = ${attributeValue(attribute)}`)
        .join(' + '),
    )
    .join(', ');
}

/** A DER Name as OpenSSL wrote it before, and still does in lists of names: `/C=DE/O=Foo`. */
export function slashName(der: Uint8Array): string {
  const rdns = decodeRdnSequence(der);
  if (rdns === null) return `#${hexOf(der)}`;
  return rdns
    .map((rdn) =>
      rdn
        .map((attribute, at) => {
          const lead = at === 0 ? '/' : '+';
          return `${lead}${shortName(attribute.type)}=${slashValue(attribute.contents)}`;
        })
        .join(''),
    )
    .join('');
}

function slashValue(contents: Uint8Array): string {
  return Array.from(contents, (octet) => {
    if (octet < 0x20 || octet > 0x7e) return `\\x${hexDigits(octet)}`;
    const character = String.fromCharCode(octet);
    return character === '/' || character === '+' ? `\\${character}` : character;
  }).join('');
}

const quotedFor = new Set([',', '+', '<', '>', ';']);

/** UTF-8, what is no ASCII to be seen escaped octet by octet, in quotes where RFC 2253 §2.4 wants an escape. */
function attributeValue(attribute: Attribute): string {
  const octets = utf8Of(attribute);
  if (octets === null) return `#${hexOf(attribute.encoded).toUpperCase()}`;
  const characters = Array.from(octets, (octet) => String.fromCharCode(octet));
  const last = characters.length - 1;
  const isQuoted = characters.some((one, at) => {
    const isOuter = at === 0 || at === last;
    return quotedFor.has(one) || (one === ' ' && isOuter) || (one === '#' && at === 0);
  });
  const text = characters.map(escaped).join('');
  return isQuoted ? `"${text}"` : text;
}

function escaped(character: string): string {
  const octet = character.charCodeAt(0);
  if (octet < 0x20 || octet > 0x7e) return `\\${hexDigits(octet)}`;
  return character === '"' || character === '\\' ? `\\${character}` : character;
}

/** String types of one octet a character: Latin-1, whatever the type allows. */
const singleOctetTypes: ReadonlySet<number> = new Set([
  tag.numericString,
  tag.printableString,
  tag.teletexString,
  tag.ia5String,
  tag.visibleString,
]);

function utf8Of(attribute: Attribute): Uint8Array | null {
  const { contents, valueTag } = attribute;
  if (valueTag === tag.utf8String) return contents;
  if (singleOctetTypes.has(valueTag)) return Buffer.from(Buffer.from(contents).toString('latin1'));
  const text = textOfAttribute(attribute);
  return text === null ? null : Buffer.from(text, 'utf8');
}

function hexDigits(octet: number): string {
  return octet.toString(16).toUpperCase().padStart(2, '0');
}
