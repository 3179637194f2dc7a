/** Writes a number of things: `1 octet`, `1,234 octets`. */
export function countOf(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** Writes a number of octets: `1,471 B`. */
export function toReadableBytes(count: number): string {
  return `${count.toLocaleString('en-US')} B`;
}
