import { type DerReader, decodeDer } from '#pki/der/reader.ts';
import { contextConstructed, contextPrimitive, tag } from '#pki/der/tag.ts';
import { readObjectIdentifier } from '#pki/der/values.ts';
import { colonGroups } from '../address-text.ts';
import { nameLine, slashName } from '../name-text.ts';
import { longName } from '../openssl-names.ts';

/** A name stands in one line with others, or on a line of its own: OpenSSL writes the two differently. */
export type Place = 'in-line' | 'own-line';

/** Reads a GeneralName (RFC 5280 §4.2.1.6) as text: `DNS:a.example`. */
export function readGeneralNameText(list: DerReader, place: Place): string {
  const identifier = list.peekTag();
  const element = list.any('GeneralName');
  const contents = list.contents(element);
  switch (identifier) {
    case contextConstructed(0):
      return otherNameText(list.inside(element, 'otherName'), place);
    case contextPrimitive(1):
      return `email:${visible(contents)}`;
    case contextPrimitive(2):
      return `DNS:${visible(contents)}`;
    case contextConstructed(3):
      return 'X400Name:<unsupported>';
    case contextConstructed(4):
      return `DirName:${place === 'in-line' ? slashName(contents) : nameLine(contents)}`;
    case contextConstructed(5):
      return 'EdiPartyName:<unsupported>';
    case contextPrimitive(6):
      return `URI:${visible(contents)}`;
    case contextPrimitive(7):
      return `IP Address:${addressText(contents)}`;
    case contextPrimitive(8):
      return `Registered ID:${identifierText(list.raw(element))}`;
    default:
      list.fail('unexpected-tag', 'GeneralName', element.start, 'this is no GeneralName');
      return '';
  }
}

function addressText(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  return octets.length === 16 ? colonGroups(octets) : '<invalid>';
}

function identifierText(encoded: Uint8Array): string {
  const identifier = encoded[0] ?? 0;
  const read = decodeDer(encoded, (outer) =>
    readObjectIdentifier(outer, 'registeredID', identifier),
  );
  return read.ok ? longName(read.value) : '<invalid>';
}

const knownOtherNames: Readonly<Record<string, string>> = {
  '1.3.6.1.4.1.311.20.2.3': 'UPN',
  '1.3.6.1.5.5.7.8.5': 'XmppAddr',
  '1.3.6.1.5.5.7.8.7': 'SRVName',
  '1.3.6.1.5.5.7.8.8': 'NAIRealm',
  '1.3.6.1.5.5.7.8.9': 'SmtpUTF8Mailbox',
};

/** String types whose octets are text. */
const textTypes: ReadonlySet<number> = new Set([tag.utf8String, tag.ia5String, tag.visibleString]);

/** `OtherName ::= SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY }` */
function otherNameText(fields: DerReader, place: Place): string {
  const type = readObjectIdentifier(fields, 'type-id');
  const wrapper = fields.constructed('value', contextConstructed(0));
  const value = wrapper.any('value');
  wrapper.finish();
  fields.finish();
  const name = knownOtherNames[type];
  const text = textTypes.has(value.tag) ? Buffer.from(wrapper.contents(value)).toString() : null;
  if (place === 'own-line') {
    return name === undefined || text === null
      ? 'othername:<unsupported>'
      : `othername:${name}:${text}`;
  }
  return text === null
    ? 'othername:<unsupported>'
    : `othername: ${name ?? longName(type)}::${text}`;
}

/** The octets of an IA5String: characters, a dot for what is none. */
export function visible(octets: Uint8Array): string {
  return Array.from(octets, (octet) =>
    octet >= 0x20 && octet <= 0x7e ? String.fromCharCode(octet) : '.',
  ).join('');
}
