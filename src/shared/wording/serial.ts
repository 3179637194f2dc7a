/** Writes a serial number in hex as people quote it: `0x1F4`. */
export function toReadableSerial(hex: string): string {
  const digits = hex.replace(/^0+(?=.)/, '').toUpperCase();
  return `0x${digits}`;
}

/** Writes a serial number that fits on a line: long ones keep both ends, `0x1A2B3C…9F01`. */
export function toShortSerial(hex: string): string {
  const text = toReadableSerial(hex);
  return text.length <= 14 ? text : `${text.slice(0, 8)}…${text.slice(-4)}`;
}
