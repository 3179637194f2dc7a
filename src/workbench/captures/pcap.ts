import { err, ok, type Result } from '#shared/model/result.ts';
import type { CaptureProblem } from './exchange.ts';
import { createOctetReader } from './octet-reader.ts';
import { longestPacket, mostPackets, type Packet, type Packets } from './packets.ts';

const headerLength = 24;
const recordHeader = 16;

/**
 * Reads the format of libpcap (draft-ietf-opsawg-pcap): a header with byte order and link type, then for each packet
 * its time, the octets that were captured and how many there were.
 */
export function readPcap(octets: Uint8Array): Result<Packets, CaptureProblem> {
  const isBig = octets[0] === 0xa1;
  const reader = createOctetReader(octets, isBig ? 'big' : 'little');
  if (reader.length < headerLength) return err(problem('The header is cut short.', reader.length));
  const perMs = reader.u32(0) === 0xa1b23c4d ? 1_000_000 : 1_000;
  // The upper bits say whether the packets end in a checksum.
  const linkType = reader.u16(isBig ? 22 : 20);
  const packets: Packet[] = [];
  for (let offset = headerLength; offset < reader.length; ) {
    if (packets.length === mostPackets) {
      return err(problem(`There are more than ${mostPackets} packets.`, offset));
    }
    const length = reader.u32(offset + 8);
    const end = offset + recordHeader + length;
    if (offset + recordHeader <= reader.length && length > longestPacket) {
      return err(problem(`A packet says to have ${length} octets.`, offset + 8));
    }
    if (end > reader.length)
      return ok({ packets, cut: `its last packet is cut, at octet ${offset}` });
    packets.push({
      number: packets.length + 1,
      at: reader.u32(offset) * 1_000 + reader.u32(offset + 4) / perMs,
      linkType,
      octets: reader.slice(offset + recordHeader, end),
    });
    offset = end;
  }
  return ok({ packets, cut: null });
}

function problem(message: string, offset: number): CaptureProblem {
  return { message: `The packet capture cannot be read: ${message}`, offset, path: null };
}
