/** Writes a serial number in hex as people quote it: `0x1F4`. */
export function toReadableSerial(hex: string): string {
  const digits = hex.replace(/^0+(?=.)/, '').toUpperCase();
  return `0x${digits}`;
}
