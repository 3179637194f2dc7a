import type { DerElement, DerReader } from '../der/reader.ts';
import { contextConstructed, contextPrimitive, tag } from '../der/tag.ts';
import { readIa5String } from '../der/values.ts';

/** A GeneralName (RFC 5280 §4.2.1.6); a form that nothing here rests on keeps its octets. */
export type GeneralName =
  | { readonly form: 'email'; readonly value: string }
  | { readonly form: 'dns'; readonly value: string }
  /** DER of a Name. */
  | { readonly form: 'directory'; readonly name: Uint8Array }
  | { readonly form: 'uri'; readonly value: string }
  /** 4 or 16 octets; in a constraint an address and its mask, twice as many. */
  | { readonly form: 'ip'; readonly octets: Uint8Array }
  | { readonly form: OtherForm; readonly encoded: Uint8Array };

/** The forms that are told apart and not read further. */
export type OtherForm = 'otherName' | 'x400Address' | 'ediPartyName' | 'registeredID';

const otherForms: Readonly<Record<number, OtherForm>> = {
  [contextConstructed(0)]: 'otherName',
  [contextConstructed(3)]: 'x400Address',
  [contextConstructed(5)]: 'ediPartyName',
  [contextPrimitive(8)]: 'registeredID',
};

/**
 *     GeneralName ::= CHOICE {
 *         otherName                 [0] OtherName,
 *         rfc822Name                [1] IA5String,
 *         dNSName                   [2] IA5String,
 *         x400Address               [3] ORAddress,
 *         directoryName             [4] Name,
 *         ediPartyName              [5] EDIPartyName,
 *         uniformResourceIdentifier [6] IA5String,
 *         iPAddress                 [7] OCTET STRING,
 *         registeredID              [8] OBJECT IDENTIFIER }
 */
export function readGeneralName(parent: DerReader, path: string): GeneralName {
  const identifier = parent.peekTag();
  switch (identifier) {
    case contextPrimitive(1):
      return { form: 'email', value: readIa5String(parent, path, identifier) };
    case contextPrimitive(2):
      return { form: 'dns', value: readIa5String(parent, path, identifier) };
    case contextConstructed(4): {
      const wrapper = parent.constructed(path, identifier);
      const name = wrapper.raw(wrapper.element(tag.sequence, 'directoryName'));
      wrapper.finish();
      return { form: 'directory', name };
    }
    case contextPrimitive(6):
      return { form: 'uri', value: readIa5String(parent, path, identifier) };
    case contextPrimitive(7):
      return { form: 'ip', octets: parent.contents(parent.any(path)) };
    default:
      return readOther(parent, path, identifier);
  }
}

function readOther(parent: DerReader, path: string, identifier: number): GeneralName {
  const at = parent.position;
  const element: DerElement = parent.any(path);
  const form = otherForms[identifier];
  if (form === undefined) parent.fail('unexpected-tag', path, at, 'this is no GeneralName');
  return { form: form ?? 'otherName', encoded: parent.raw(element) };
}
