import type { DerReader } from '#pki/der/reader.ts';
import { contextConstructed, contextPrimitive } from '#pki/der/tag.ts';
import { colonGroups } from '../address-text.ts';
import { eachOf, printing } from './extension-printer.ts';
import { readGeneralNameText } from './general-names.ts';

/** NameConstraints (RFC 5280 §4.2.1.10). */
export const nameConstraints = printing((outer) => {
  const fields = outer.constructed('NameConstraints');
  const part = (number: number, words: string) => {
    const identifier = contextConstructed(number);
    if (fields.peekTag() !== identifier) return [];
    return [`${words}:`, ...eachOf(fields, readSubtree, identifier).map((line) => `  ${line}`)];
  };
  const lines = [...part(0, 'Permitted'), ...part(1, 'Excluded')];
  fields.finish();
  return lines.length === 0 ? [''] : lines;
});

/** `GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0] …, maximum [1] … OPTIONAL }` */
function readSubtree(list: DerReader): string {
  const fields = list.constructed('GeneralSubtree');
  const isAddress = fields.peekTag() === contextPrimitive(7);
  const base = isAddress
    ? `IP:${rangeText(fields.contents(fields.any('base')))}`
    : readGeneralNameText(fields, 'own-line');
  while (!fields.atEnd) fields.any('distance');
  return base;
}

/** An address and its mask. */
function rangeText(octets: Uint8Array): string {
  const half = octets.length / 2;
  const parts = [octets.subarray(0, half), octets.subarray(half)];
  if (octets.length === 8) return parts.map((part) => part.join('.')).join('/');
  return octets.length === 32 ? parts.map(colonGroups).join('/') : '<invalid>';
}
