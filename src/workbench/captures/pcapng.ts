import { err, ok, type Result } from '#shared/model/result.ts';
import type { CaptureProblem } from './exchange.ts';
import { createOctetReader, type OctetReader } from './octet-reader.ts';
import { longestPacket, mostPackets, type Packet, type Packets } from './packets.ts';

const block = { section: 0x0a0d0d0a, interface: 1, simple: 3, enhanced: 6 } as const;
const option = { end: 0, resolution: 9, offset: 14 } as const;

/** How an interface's packets are to be read. */
interface Interface {
  readonly linkType: number;
  /** Octets that are kept of a packet; 0 for all. */
  readonly snapLength: number;
  /** Units of its times in a second. */
  readonly perSecond: number;
  readonly offsetSeconds: number;
}

/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): blocks, each with type and length before and length behind. Sections may
 * differ in byte order, interfaces in link type and resolution; blocks of other types are passed over.
 */
export function readPcapng(octets: Uint8Array): Result<Packets, CaptureProblem> {
  const packets: Packet[] = [];
  let interfaces: Interface[] = [];
  let reader = createOctetReader(octets, 'big');
  for (let offset = 0; offset < octets.length; ) {
    if (offset + 12 > octets.length) return ok({ packets, cut: cutAt(offset) });
    if (reader.u32(offset) === block.section) {
      const isBig = octets[offset + 8] === 0x1a;
      reader = createOctetReader(octets, isBig ? 'big' : 'little');
      if (reader.u32(offset + 8) !== 0x1a2b3c4d) {
        return err(problem('A section says in no byte order that it is one.', offset + 8));
      }
      interfaces = [];
    }
    const length = reader.u32(offset + 4);
    if (length < 12 || length % 4 !== 0) {
      return err(problem(`A block says to have ${length} octets.`, offset + 4));
    }
    if (offset + length > octets.length) return ok({ packets, cut: cutAt(offset) });
    const body: Body = { reader, start: offset + 8, end: offset + length - 4 };
    switch (reader.u32(offset)) {
      case block.interface:
        interfaces.push(readInterface(body));
        break;
      case block.enhanced:
      case block.simple: {
        const packet = readPacket(body, interfaces, reader.u32(offset) === block.enhanced);
        if (!packet.ok) return packet;
        if (packets.length === mostPackets) {
          return err(problem(`There are more than ${mostPackets} packets.`, offset));
        }
        packets.push({ ...packet.value, number: packets.length + 1 });
      }
    }
    offset += length;
  }
  return ok({ packets, cut: null });
}

interface Body {
  readonly reader: OctetReader;
  readonly start: number;
  readonly end: number;
}

function readInterface({ reader, start, end }: Body): Interface {
  let perSecond = 1_000_000;
  let offsetSeconds = 0;
  for (let at = start + 8; at + 4 <= end; ) {
    const code = reader.u16(at);
    const length = reader.u16(at + 2);
    if (code === option.end) break;
    if (code === option.resolution && length === 1) perSecond = unitsPerSecond(reader.u8(at + 4));
    if (code === option.offset && length === 8) offsetSeconds = readU64(reader, at + 4);
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  const snapLength = reader.u32(start + 4);
  return { linkType: reader.u16(start), snapLength, perSecond, offsetSeconds };
}

/** if_tsresol: a power of ten, or of two where the first bit is set. */
function unitsPerSecond(resolution: number): number {
  return (resolution & 0x80) === 0 ? 10 ** Math.min(resolution, 18) : 2 ** (resolution & 0x3f);
}

function readU64(reader: OctetReader, at: number): number {
  const [high, low] = reader.order === 'big' ? [at, at + 4] : [at + 4, at];
  return reader.u32(high) * 2 ** 32 + reader.u32(low);
}

function readPacket(
  { reader, start, end }: Body,
  interfaces: readonly Interface[],
  isEnhanced: boolean,
): Result<Omit<Packet, 'number'>, CaptureProblem> {
  const from = interfaces[isEnhanced ? reader.u32(start) : 0];
  if (from === undefined) return err(problem('A packet is of no interface.', start));
  const data = start + (isEnhanced ? 20 : 4);
  const whole = reader.u32(start);
  const kept = from.snapLength === 0 ? whole : Math.min(whole, from.snapLength);
  const length = isEnhanced ? reader.u32(start + 12) : kept;
  if (length > longestPacket || data + length > end) {
    return err(problem(`A packet says to have ${length} octets.`, start));
  }
  const units = reader.u32(start + 4) * 2 ** 32 + reader.u32(start + 8);
  const at = isEnhanced ? (units / from.perSecond + from.offsetSeconds) * 1_000 : 0;
  return ok({ at, linkType: from.linkType, octets: reader.slice(data, data + length) });
}

function cutAt(offset: number): string {
  return `its last block is cut, at octet ${offset}`;
}

function problem(message: string, offset: number): CaptureProblem {
  return { message: `The packet capture cannot be read: ${message}`, offset, path: null };
}
