import { hexOf, isSameOctets } from '../octets.ts';
import { textOfAttribute } from './directory-string.ts';
import { foldText } from './fold-text.ts';
import { type Attribute, decodeRdnSequence, type RdnSequence } from './rdn-sequence.ts';

/** Short names of attribute types: the table of RFC 4514 §3 first, then what certificates use besides. */
const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.6': 'C',
  '2.5.4.9': 'STREET',
  '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.42': 'GN',
  '2.5.4.43': 'initials',
  '2.5.4.44': 'generationQualifier',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

const commonName = '2.5.4.3';

/** Octets; a longer Name is shown by its beginning. */
const longestShown = 16_384;

/**
 * Writes a DER Name as RFC 4514 has it (`CN=lab-client-good,O=Revoscope Lab`): the most specific name
 * first. Never fails: what is no Name becomes `#` and its octets in hex. Characters that cannot be seen
 * or that turn the direction of text are escaped, so that what is read is what is there.
 */
export function nameToText(der: Uint8Array): string {
  const rdns = der.length > longestShown ? null : decodeRdnSequence(der);
  return rdns === null ? `#${shownHex(der)}` : rdnSequenceToText(rdns);
}

/** The most specific common name, as it stands, without escapes; null where there is none that is text. */
export function commonNameOf(der: Uint8Array): string | null {
  const rdns = der.length > longestShown ? null : decodeRdnSequence(der);
  for (const rdn of rdns?.toReversed() ?? []) {
    for (const attribute of rdn) {
      const text = attribute.type === commonName ? textOfAttribute(attribute) : null;
      if (text !== null && text.trim() !== '') return text;
    }
  }
  return null;
}

function rdnSequenceToText(rdns: RdnSequence): string {
  return rdns
    .toReversed()
    .map((rdn) => rdn.map(attributeToText).join('+'))
    .join(',');
}

function attributeToText(attribute: Attribute): string {
  const shortName = shortNames[attribute.type];
  const text = shortName === undefined ? null : textOfAttribute(attribute);
  const value = text === null ? `#${shownHex(attribute.encoded)}` : escapeValue(text);
  return `${shortName ?? attribute.type}=${value}`;
}

const special = /["+,;<>\\]/;
/** Control characters, invisible ones, and marks that turn the direction of text. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const needsCare = /["+,;<>\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^[ #]| $/u;

/** Escapes an attribute value as RFC 4514 §2.4 asks. */
function escapeValue(text: string): string {
  if (!needsCare.test(text)) return text;
  const characters = [...text];
  return characters
    .map((character, at) => {
      const isOuterSpace = character === ' ' && (at === 0 || at === characters.length - 1);
      if (isOuterSpace || special.test(character) || (character === '#' && at === 0)) {
        return `\\${character}`;
      }
      return unseen.test(character) ? escapeOctets(character) : character;
    })
    .join('');
}

function escapeOctets(character: string): string {
  return [...Buffer.from(character)]
    .map((octet) => `\\${octet.toString(16).padStart(2, '0').toUpperCase()}`)
    .join('');
}

function shownHex(octets: Uint8Array): string {
  const shown = hexOf(octets.subarray(0, longestShown));
  return octets.length > longestShown ? `${shown}…` : shown;
}

/**
 * Whether two DER Names are the same: the same octets, or the same by the comparison of RFC 5280 §7.1
 * (attribute by attribute; letter case and runs of white space do not count; the string type neither).
 */
export function isSameName(a: Uint8Array, b: Uint8Array): boolean {
  if (isSameOctets(a, b)) return true;
  const comparable = comparableName(a);
  return comparable !== null && comparable === comparableName(b);
}

/** A text that two Names share where they are the same (RFC 5280 §7.1); null where `der` is no Name. */
export function comparableName(der: Uint8Array): string | null {
  const rdns = comparableRdns(der);
  return rdns === null ? null : JSON.stringify(rdns);
}

/** The same for each relative distinguished name, from the root downwards. */
export function comparableRdns(der: Uint8Array): readonly string[] | null {
  return decodeRdnSequence(der)?.map(comparableRdn) ?? null;
}

/** A set: the order of its attributes does not count. */
function comparableRdn(rdn: readonly Attribute[]): string {
  return JSON.stringify(rdn.map(comparableAttribute).sort());
}

function comparableAttribute(attribute: Attribute): string {
  const text = textOfAttribute(attribute);
  if (text === null) return `${attribute.type}#${hexOf(attribute.encoded)}`;
  return `${attribute.type}=${foldText(text)}`;
}
