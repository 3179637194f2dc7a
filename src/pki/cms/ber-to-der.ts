import { err, ok, type Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { encodeElement } from '../der/writer.ts';

const maxDepth = 48;
/** Beyond what a file of 64 MiB in pieces of a kilobyte has. */
const maxRewritten = 250_000;

/**
 * BER as DER: definite, shortest lengths, and strings in one piece (X.690 §10.1, §10.2). PKCS#7 and PKCS#12
 * files are allowed BER and some programs write it; everything behind this reads strict DER. Values are not
 * looked at. Offsets of a failure count in the input.
 */
export function berToDer(bytes: Uint8Array): Result<Uint8Array, DerError> {
  const walk: Walk = { bytes, failure: null, rewritten: 0 };
  const element = read(walk, { start: 0, end: bytes.length, depth: 0 });
  if (walk.failure === null && element.next < bytes.length) {
    fail(walk, element.next, 'octets are left over after the end');
  }
  return walk.failure === null ? ok(element.der) : err(walk.failure);
}

interface Walk {
  readonly bytes: Uint8Array;
  failure: DerError | null;
  /** Elements that are not as they stand; each takes memory of its own. */
  rewritten: number;
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

interface Element {
  readonly der: Uint8Array;
  /** Contents, of a string in pieces those of all pieces. */
  readonly contents: Uint8Array;
  readonly next: number;
  /** Whether `der` is the input from its start to `next`, as it stands. */
  readonly isAsItStands: boolean;
}

const nothing = new Uint8Array(0);

function fail(walk: Walk, offset: number, message: string): Element {
  walk.failure ??= { code: 'truncated', offset, path: '', message };
  return { der: nothing, contents: nothing, next: walk.bytes.length, isAsItStands: false };
}

function read(walk: Walk, { start, end, depth }: Place): Element {
  const { bytes } = walk;
  const identifier = bytes[start] ?? 0;
  const length = start + 1 < end ? lengthAt(bytes, start + 1, end) : null;
  if (length === null || (identifier & 0x1f) === 0x1f) {
    return fail(walk, start, 'no element with a tag and a length');
  }
  const stop = length.octets === null ? end : length.contentStart + length.octets;
  if (stop > end) return fail(walk, start, `the element runs ${stop - end} past the end`);
  const isShortest = length.octets !== null && isShortestLength(bytes, start + 1);
  if ((identifier & 0x20) === 0) {
    if (length.octets === null) return fail(walk, start, 'a primitive of indefinite length');
    const contents = bytes.subarray(length.contentStart, stop);
    if (isShortest) return asItStands(walk, start, { contents, next: stop });
    return rewritten(walk, { der: encodeElement(identifier, contents), contents, next: stop });
  }
  if (depth >= maxDepth) return fail(walk, start, `deeper than ${maxDepth} levels`);
  const isInPieces = stringTags.has(identifier & 0xdf) && identifier < 0x40;
  const children = readChildren(
    walk,
    { start: length.contentStart, end: stop, depth },
    { isIndefinite: length.octets === null, isInPieces },
  );
  const { next } = children;
  if (isShortest && !isInPieces && children.areAsTheyStand) {
    return asItStands(walk, start, { contents: nothing, next });
  }
  const joined = new Uint8Array(Buffer.concat(children.parts));
  const der = encodeElement(isInPieces ? identifier & 0xdf : identifier, joined);
  return rewritten(walk, { der, contents: isInPieces ? joined : der, next });
}

function asItStands(
  { bytes }: Walk,
  start: number,
  { contents, next }: Pick<Element, 'contents' | 'next'>,
): Element {
  const der = bytes.subarray(start, next);
  return { der, contents: contents === nothing ? der : contents, next, isAsItStands: true };
}

function rewritten(walk: Walk, element: Omit<Element, 'isAsItStands'>): Element {
  walk.rewritten += 1;
  if (walk.rewritten > maxRewritten) {
    return fail(walk, element.next, `more than ${maxRewritten} elements that are not DER`);
  }
  return { ...element, isAsItStands: false };
}

/** OCTET STRING and the character strings; a BIT STRING in pieces is not met. */
const stringTags: ReadonlySet<number> = new Set([0x04, 0x0c, 0x13, 0x14, 0x16, 0x1a, 0x1c, 0x1e]);

/** The octets of the children; neighbours that are as they stand make one part. */
function readChildren(
  walk: Walk,
  place: Place,
  { isIndefinite, isInPieces }: { readonly isIndefinite: boolean; readonly isInPieces: boolean },
) {
  const parts: Uint8Array[] = [];
  let at = place.start;
  /** From here to `at` all is as it stands. */
  let from = at;
  const take = () => {
    if (from < at) parts.push(walk.bytes.subarray(from, at));
  };
  while (at < place.end && walk.failure === null) {
    if (isIndefinite && walk.bytes[at] === 0 && walk.bytes[at + 1] === 0) {
      take();
      return { parts, next: at + 2, areAsTheyStand: false };
    }
    const child = read(walk, { start: at, end: place.end, depth: place.depth + 1 });
    if (isInPieces || !child.isAsItStands) {
      take();
      parts.push(isInPieces ? child.contents : child.der);
      from = child.next;
      if (isInPieces) rewritten(walk, child);
    }
    at = child.next;
  }
  if (isIndefinite) fail(walk, place.start, 'an indefinite length without its end');
  const areAsTheyStand = parts.length === 0;
  take();
  return { parts, next: at, areAsTheyStand };
}

function isShortestLength(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  return first < 0x80 || (first === 0x81 ? second >= 0x80 : second !== 0);
}

function lengthAt(
  bytes: Uint8Array,
  at: number,
  end: number,
): { readonly contentStart: number; readonly octets: number | null } | null {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { contentStart: at + 1, octets: first };
  if (first === 0x80) return { contentStart: at + 1, octets: null };
  const count = first & 0x7f;
  if (count > 5 || at + count >= end) return null;
  let octets = 0;
  for (let i = 1; i <= count; i++) octets = octets * 256 + (bytes[at + i] ?? 0);
  return { contentStart: at + 1 + count, octets };
}
