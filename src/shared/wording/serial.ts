/** Writes a serial number in hex as people quote it: `0x1F4`, `-0xF`. Everything that shows one uses it. */
export function toReadableSerial(hex: string): string {
  const [, sign = '', digits = ''] = /^(-?)0*(.*)$/.exec(hex) ?? [];
  return `${sign}0x${digits === '' ? '0' : digits.toUpperCase()}`;
}

/**
 * What is looked for when a person types this: in lower case, and a serial number in any form in which one is
 * shown (`0x1F4`, `01:F4`) in the digits that it is kept in.
 */
export function toSearchText(typed: string): string {
  const text = typed.trim().toLowerCase();
  if (/^-?0x[0-9a-f]*$/.test(text)) return text.replace('0x', '').replace(/^(-?)0+(?=.)/, '$1');
  return /^[0-9a-f]{2}(?::[0-9a-f]{2})+$/.test(text) ? text.replaceAll(':', '') : text;
}

/** Writes a serial number that fits on a line: long ones keep both ends, `0x1A2B3C…9F01`. */
export function toShortSerial(hex: string): string {
  const text = toReadableSerial(hex);
  return text.length <= 14 ? text : `${text.slice(0, 8)}…${text.slice(-4)}`;
}
