import type { Asn1Node, FieldNode } from '#shared/model/inspection.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { hexText } from '../asn1/value-text.ts';

/** Parts that say in another form what the field above them says. */
export const encodedLabel = 'As encoded';
export const localTimeLabel = 'Local time';

/** Whether a field tells nothing but another form of the one above it. */
export function isDerived({ label }: FieldNode): boolean {
  return label === encodedLabel || label === localTimeLabel;
}

/** The octets of an element, of which more than one spelling reads the same. */
export function encodedField({ range }: Asn1Node, bytes: Uint8Array): FieldNode {
  const octets = bytes.subarray(range.offset, range.offset + range.length);
  return { label: encodedLabel, value: hexText(octets), face: 'mono', range, children: [] };
}

/** Times that a person lives by. */
const lived = new Set([
  'notBefore',
  'notAfter',
  'thisUpdate',
  'nextUpdate',
  'producedAt',
  'revocationTime',
]);

/** A time in the zone of this machine; null where it is that of UTC, and for what is no such time. */
export function localTimeField({ name, value, range }: Asn1Node): FieldNode | null {
  if (name === null || value === null || !lived.has(name)) return null;
  const text = localTimeText(Date.parse(value));
  return text === null
    ? null
    : { label: localTimeLabel, value: text, face: 'mono', range, children: [] };
}

/** The same time in the zone of this machine, below a field that tells it. */
export function withLocalTime(field: FieldNode, at: EpochMs | null): FieldNode {
  const value = at === null ? null : localTimeText(at);
  if (value === null) return field;
  const { range } = field;
  return {
    ...field,
    children: [{ label: localTimeLabel, value, face: 'mono', range, children: [] }],
  };
}

/** `09:30:00 on 2026-11-26 (+01:00)`; null where that is UTC, or no time. */
export function localTimeText(at: number): string | null {
  const date = new Date(at);
  const minutes = -date.getTimezoneOffset();
  if (Number.isNaN(minutes) || minutes === 0) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const size = Math.abs(minutes);
  const zone = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${clock} on ${day} (${zone})`;
}
