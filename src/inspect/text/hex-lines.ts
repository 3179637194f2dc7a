import { hexOf } from '#pki/octets.ts';

/** `AA:BB:CC`, in one line. */
export function colonHex(octets: Uint8Array): string {
  return pairs(hexOf(octets).toUpperCase()).join(':');
}

/** `aa:bb:` in lines of so many octets, each but the last with a colon at its end. */
export function hexLines(octets: Uint8Array, perLine: number): readonly string[] {
  const all = pairs(hexOf(octets));
  const lines: string[] = [];
  for (let at = 0; at < all.length; at += perLine) {
    const isLast = at + perLine >= all.length;
    lines.push(`${all.slice(at, at + perLine).join(':')}${isLast ? '' : ':'}`);
  }
  return lines;
}

function pairs(hex: string): readonly string[] {
  return hex.match(/../g) ?? [];
}

/** Lines further to the right; an empty one stays empty. */
export function indented(lines: readonly string[], columns: number): readonly string[] {
  const lead = ' '.repeat(columns);
  return lines.map((line) => (line === '' ? '' : lead + line));
}
