/** Longest content that is remembered; the identifiers in use have 3 to 12 octets. */
const longestRemembered = 16;
const slots = 512;

interface Remembered {
  readonly octets: Uint8Array;
  readonly dotted: string;
}

/** One entry per hash, overwritten on collision: bounded, and exact because the octets are compared. */
const remembered: (Remembered | undefined)[] = new Array<Remembered | undefined>(slots).fill(
  undefined,
);

/** Dotted form of the content octets of an OBJECT IDENTIFIER (X.690 §8.19); null where they are none. */
export function toDotted(octets: Uint8Array): string | null {
  if (octets.length > longestRemembered) return convert(octets);
  const slot = slotOf(octets);
  const known = remembered[slot];
  if (known !== undefined && isEqual(known.octets, octets)) return known.dotted;
  const dotted = convert(octets);
  if (dotted !== null) remembered[slot] = { octets: Uint8Array.from(octets), dotted };
  return dotted;
}

function slotOf(octets: Uint8Array): number {
  let hash = octets.length;
  for (let i = 0; i < octets.length; i++) hash = (Math.imul(hash, 31) + (octets[i] ?? 0)) | 0;
  return (hash ^ (hash >>> 9)) & (slots - 1);
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Longest content that is read at all; the arcs of a UUID (X.667) take 20 octets. */
const longest = 128;

function convert(octets: Uint8Array): string | null {
  const last = octets[octets.length - 1];
  if (last === undefined || last >= 0x80 || octets.length > longest) return null;
  const arcs: (number | bigint)[] = [];
  for (let start = 0; start < octets.length; ) {
    if (octets[start] === 0x80) return null;
    let end = start;
    while ((octets[end] ?? 0) >= 0x80) end++;
    arcs.push(readArc(octets.subarray(start, end + 1)));
    start = end + 1;
  }
  const [first = 0, ...others] = arcs;
  return [...splitFirst(first), ...others].join('.');
}

function readArc(octets: Uint8Array): number | bigint {
  const isSmall = octets.length < 8;
  return isSmall
    ? octets.reduce((arc, octet) => arc * 128 + (octet & 0x7f), 0)
    : octets.reduce((arc, octet) => arc * 128n + BigInt(octet & 0x7f), 0n);
}

/** The first two arcs share one number: 40 times the first, which is at most 2, plus the second. */
function splitFirst(arc: number | bigint): readonly (number | bigint)[] {
  if (typeof arc === 'bigint') return [2, arc - 80n];
  const root = Math.min(Math.floor(arc / 40), 2);
  return [root, arc - root * 40];
}
