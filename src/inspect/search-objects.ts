import type { Asn1Node, FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import type { FoundIn } from '#shared/model/object-view.ts';
import { toSearchText } from '#shared/wording/serial.ts';

/** What can be found in an object, as little of it as a search needs. */
export interface SearchableObject {
  readonly title: string;
  /** `label`, a tab and `value` a line; findings and object identifiers too. */
  readonly lines: string;
}

/** Takes from an object what a search looks at; it may be kept while the object is open. */
export function searchableOf(object: InspectedObject): SearchableObject {
  const lines: string[] = [];
  const add = (label: string, value: string) =>
    lines.push(`${label}\t${value.replace(/[\t\n]/g, ' ')}`);
  const addFields = (fields: readonly FieldNode[]) => {
    for (const { label, value, children } of fields) {
      add(label, value ?? '');
      addFields(children);
    }
  };
  addFields(object.fields);
  for (const { id, message } of object.findings) add('Finding', `${id}: ${message}`);
  for (const oid of new Set(identifiersIn(object.asn1))) add('Object identifier', oid);
  return { title: object.title, lines: lines.join('\n') };
}

/**
 * Where an object has what a person looks for: a part of a name, a serial number with or without `0x` or in
 * decimal, a fingerprint with or without colons, an object identifier, a finding by its id or its words. null
 * where it has not. Nothing typed is found everywhere.
 */
export function findIn({ title, lines }: SearchableObject, typed: string): FoundIn | null {
  const plain = typed.trim().toLowerCase();
  if (plain === '' || title.toLowerCase().includes(plain)) return { what: null, text: title };
  const lower = lines.toLowerCase();
  const at = firstOf(spellings(typed, plain).map((wanted) => lower.indexOf(wanted)));
  if (at < 0) return null;
  const start = lines.lastIndexOf('\n', at) + 1;
  const end = lines.indexOf('\n', at);
  const [what = '', value = ''] = lines.slice(start, end < 0 ? lines.length : end).split('\t');
  const inValue = at - start - what.length - 1;
  return { what, text: value === '' ? what : around(value, Math.max(0, inValue)) };
}

/** Whether an object has what a person looks for. */
export function isFoundBy(object: InspectedObject, typed: string): boolean {
  return findIn(searchableOf(object), typed) !== null;
}

/** What is typed, and a serial number or fingerprint in the digits that it is shown in. */
function spellings(typed: string, plain: string): readonly string[] {
  const digits = toSearchText(typed);
  const shortest = /^[0-9a-f]+$/.test(digits) ? digits.replace(/^0+(?=..)/, '') : digits;
  return [...new Set([plain, digits, shortest])];
}

const shownBefore = 24;
const shownAfter = 96;

function around(value: string, at: number): string {
  const from = at <= shownBefore ? 0 : at - shownBefore;
  const to = at + shownAfter;
  const words = value.slice(from, to);
  return `${from > 0 ? '…' : ''}${words}${to < value.length ? '…' : ''}`;
}

function firstOf(places: readonly number[]): number {
  const found = places.filter((at) => at >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

function identifiersIn(root: Asn1Node | null): readonly string[] {
  const found: string[] = [];
  const pending = root === null ? [] : [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'OBJECT IDENTIFIER' && node.value !== null) found.push(node.value);
    for (const child of node.children) pending.push(child);
  }
  return found;
}
