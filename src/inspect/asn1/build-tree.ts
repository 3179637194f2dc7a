import { tag } from '#pki/der/tag.ts';
import type { Asn1Node } from '#shared/model/inspection.ts';
import type { Asn1Type, Field } from './asn1-type.ts';
import { anything, Expectations, resolveType } from './expectations.ts';
import { isConstructed, isUniversal, readHeader, type TlvHeader, typeName } from './header.ts';
import { ownType, valueText } from './value-text.ts';

const maxDepth = 64;
/** Elements in one tree: a certificate has about 150. */
const maxNodes = 20_000;
/** Elements looked at, those given up included: bounds the time that a hostile input can take. */
const maxVisits = 100_000;

/** Where the tree stops being what its lengths say. */
export interface TreeFault {
  readonly offset: number;
  readonly message: string;
}

/** The ASN.1 of an input as far as it can be read. */
export interface Asn1Tree {
  /** null where not even one header can be read. */
  readonly root: Asn1Node | null;
  readonly fault: TreeFault | null;
}

/** What is to be read: the octets from `start` to `end`, expected to be `field`. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

/**
 * Reads an input as BER, names its elements after `type`, and goes on after a fault as far as the lengths
 * allow: an element that runs past its container is cut there.
 *
 * The walk is ours and not the library's, because that gives nothing at all for an input with one fault,
 * and takes unbounded time and stack for a hostile one. Values are the library's (`value-text.ts`).
 */
export function buildTree(bytes: Uint8Array, type: Field): Asn1Tree {
  const walk = new Walk(bytes);
  const place = { start: 0, end: bytes.length, depth: 0 };
  const read = walk.element(place, type, null);
  if (read !== null && read.next < bytes.length) {
    walk.note(read.next, `${octets(bytes.length - read.next)} left over after the end`);
  }
  return { root: read?.node ?? null, fault: walk.fault };
}

class Walk {
  readonly #bytes: Uint8Array;
  #nodes = 0;
  #visits = 0;
  /** Above zero while contents are tried that may be no TLV at all: a fault then gives them up. */
  #trials = 0;
  fault: TreeFault | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Keeps the first fault. */
  note(offset: number, message: string): void {
    if (this.#trials === 0) this.fault ??= { offset, message };
  }

  /** Reads one TLV; null where there is none, or where a trial fails. */
  element(
    place: Place,
    expected: Field,
    oid: string | null,
  ): { readonly node: Asn1Node; readonly next: number } | null {
    if (!this.#mayGoOn(place)) return null;
    const header = readHeader(this.#bytes, place.start, place.end);
    if (!header.ok) {
      this.note(header.error.offset, header.error.message);
      return null;
    }
    const { contentStart, length } = header.value;
    const announcedEnd = length === null ? place.end : contentStart + length;
    if (announcedEnd > place.end) {
      if (this.#trials > 0) return null;
      const missing = octets(announcedEnd - place.end);
      this.note(
        place.start,
        `${typeName(header.value)} of ${octets(length ?? 0)} runs ${missing} past the end`,
      );
    }
    const contents = {
      start: contentStart,
      end: Math.min(announcedEnd, place.end),
      depth: place.depth + 1,
    };
    const resolved = resolveType(expected, header.value, oid);
    const inside = this.#inside(header.value, contents, resolved.type);
    if (inside === null) return null;
    this.#nodes += 1;
    const next = length === null ? inside.end : contents.end;
    return { node: this.#node(header.value, resolved, { ...inside, end: next }), next };
  }

  #mayGoOn(place: Place): boolean {
    this.#visits += 1;
    if (place.depth > maxDepth) {
      this.note(place.start, `deeper than ${maxDepth} levels: not read further`);
      return false;
    }
    if (this.#nodes >= maxNodes || this.#visits >= maxVisits) {
      this.note(place.start, `more than ${maxNodes} elements: not read further`);
      return false;
    }
    return true;
  }

  #node(
    header: TlvHeader,
    expected: { readonly name: string | null; readonly type: Asn1Type },
    inside: { readonly children: readonly Asn1Node[]; readonly end: number },
  ): Asn1Node {
    const contents = this.#bytes.subarray(header.contentStart, inside.end);
    const isOpen = isConstructed(header) || inside.children.length > 0;
    return {
      type: typeName(header),
      name: expected.name,
      value: isOpen ? null : primitiveText(header, contents, expected.type),
      range: { offset: header.start, length: inside.end - header.start },
      headerLength: header.contentStart - header.start,
      children: inside.children,
    };
  }

  #inside(
    header: TlvHeader,
    contents: Place,
    type: Asn1Type,
  ): { readonly children: readonly Asn1Node[]; readonly end: number } | null {
    if (isConstructed(header)) {
      return header.length === null
        ? this.#untilEndOfContents(contents, type)
        : this.#children(contents, type);
    }
    const leaf = { children: [], end: contents.end };
    if (header.length === null) {
      this.note(header.start, 'a primitive element has the indefinite length');
      return this.#trials > 0 ? null : leaf;
    }
    return this.#encapsulated(header, contents, type) ?? leaf;
  }

  /** Opens an OCTET STRING or BIT STRING that holds DER: where the type says so, or where it fits exactly. */
  #encapsulated(
    header: TlvHeader,
    contents: Place,
    type: Asn1Type,
  ): { readonly children: readonly Asn1Node[]; readonly end: number } | null {
    const isBits = header.identifier === tag.bitString;
    const mayHold = isBits || header.identifier === tag.octetString;
    if (!mayHold || (type.form !== 'holds' && type.form !== 'any')) return null;
    if (isBits && this.#bytes[contents.start] !== 0) return null;
    const start = isBits ? contents.start + 1 : contents.start;
    const place = { ...contents, start };
    if (start >= contents.end || (type.form === 'any' && !this.#looksLikeDer(place))) return null;

    const inner = type.form === 'holds' ? type.inner : anything;
    this.#trials += 1;
    const before = this.#nodes;
    const read = this.element(place, inner, null);
    this.#trials -= 1;
    if (read !== null && read.next === contents.end) {
      return { children: [read.node], end: contents.end };
    }
    this.#nodes = before;
    // What must be DER and is not is shown as far as it goes, with its fault.
    if (type.form !== 'holds' || this.#trials > 0) return null;
    return this.#children(place, type);
  }

  /** A cheap look before a trial: hashes and keys rarely begin like a SEQUENCE, a SET or a string. */
  #looksLikeDer({ start, end }: Place): boolean {
    const first = this.#bytes[start] ?? 0;
    const isLikely = first === tag.sequence || first === tag.set || (first > 0 && first < 0x1f);
    const header = isLikely ? readHeader(this.#bytes, start, end) : null;
    if (header === null || !header.ok || header.value.length === null) return false;
    return header.value.contentStart + header.value.length === end;
  }

  #children(
    { start, end, depth }: Place,
    type: Asn1Type,
  ): { readonly children: readonly Asn1Node[]; readonly end: number } | null {
    const children: Asn1Node[] = [];
    const expectations = new Expectations(type);
    let at = start;
    while (at < end) {
      const expected = expectations.next(this.#bytes[at] ?? 0);
      const read = this.element({ start: at, end, depth }, expected, expectations.oid);
      if (read === null) {
        if (this.#trials > 0) return null;
        break;
      }
      children.push(read.node);
      expectations.sawNode(read.node);
      at = read.next;
    }
    return { children, end };
  }

  #untilEndOfContents(
    { start, end, depth }: Place,
    type: Asn1Type,
  ): { readonly children: readonly Asn1Node[]; readonly end: number } | null {
    this.note(start - 1, 'indefinite length is not DER (X.690 §10.1)');
    if (this.#trials > 0) return null;
    const children: Asn1Node[] = [];
    const expectations = new Expectations(type);
    let at = start;
    while (at < end) {
      if (this.#bytes[at] === 0 && this.#bytes[at + 1] === 0) return { children, end: at + 2 };
      const expected = expectations.next(this.#bytes[at] ?? 0);
      const read = this.element({ start: at, end, depth }, expected, expectations.oid);
      if (read === null) break;
      children.push(read.node);
      expectations.sawNode(read.node);
      at = read.next;
    }
    return { children, end };
  }
}

function primitiveText(header: TlvHeader, contents: Uint8Array, type: Asn1Type): string | null {
  const as = type.form === 'primitive' && type.as !== null ? type.as : implied(header, contents);
  const text = valueText({ contents, as });
  if (type.form === 'named-number') {
    const name = text === null ? undefined : type.names[Number(text)];
    return name === undefined ? text : `${text} ${name}`;
  }
  return type.form === 'named-bits' ? namedBits(contents, type.names) : text;
}

/** A primitive of another class does not say what it is: text where it reads as text, else octets. */
function implied(header: TlvHeader, contents: Uint8Array): number {
  if (isUniversal(header)) return ownType(header);
  const isText = contents.length >= 4 && contents.every((octet) => octet >= 0x20 && octet < 0x7f);
  return isText ? tag.utf8String : tag.octetString;
}

function namedBits(contents: Uint8Array, names: readonly string[]): string {
  const set: string[] = [];
  const count = Math.min((contents.length - 1) * 8, 64);
  for (let bit = 0; bit < count; bit++) {
    const octet = contents[1 + (bit >> 3)] ?? 0;
    if ((octet & (0x80 >> (bit & 7))) !== 0) set.push(names[bit] ?? `bit ${bit}`);
  }
  return set.length === 0 ? 'none' : set.join(', ');
}

function octets(count: number): string {
  return `${count} ${count === 1 ? 'octet' : 'octets'}`;
}
