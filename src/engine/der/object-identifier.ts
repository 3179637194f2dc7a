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

function convert(octets: Uint8Array): string | null {
  const last = octets[octets.length - 1];
  if (last === undefined || last >= 0x80) return null;
  const arcs: number[] = [];
  let arc = 0;
  let isArcStart = true;
  for (const octet of octets) {
    if (isArcStart && octet === 0x80) return null;
    arc = arc * 128 + (octet & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER) return null;
    isArcStart = octet < 0x80;
    if (!isArcStart) continue;
    if (arcs.length === 0) {
      const root = Math.min(Math.floor(arc / 40), 2);
      arcs.push(root, arc - root * 40);
    } else {
      arcs.push(arc);
    }
    arc = 0;
  }
  return arcs.join('.');
}
