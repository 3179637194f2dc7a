import type { FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import { toSearchText } from '#shared/wording/serial.ts';

/**
 * Whether an object is what a person looks for: a part of a name, a serial number with or without `0x`, a
 * fingerprint with or without colons, an object identifier, or the id of a finding.
 */
export function isFoundBy(object: InspectedObject, typed: string): boolean {
  const wanted = toSearchText(typed);
  if (wanted === '') return true;
  const plain = typed.trim().toLowerCase();
  return (
    object.title.toLowerCase().includes(plain) ||
    object.findings.some(({ id }) => id === plain) ||
    object.fields.some((field) => isInField(field, wanted, plain))
  );
}

function isInField({ label, value, children }: FieldNode, wanted: string, plain: string): boolean {
  const text = value?.toLowerCase() ?? '';
  const digits = text.startsWith('0x') ? text.slice(2).replace(/^0+(?=.)/, '') : text;
  return (
    digits.includes(wanted) ||
    text.includes(plain) ||
    label.toLowerCase() === plain ||
    children.some((child) => isInField(child, wanted, plain))
  );
}
