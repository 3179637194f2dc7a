import { err, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { CaptureProblem } from './exchange.ts';
import { readPcap } from './pcap.ts';
import { readPcapng } from './pcapng.ts';

/** One packet as it was captured. */
export interface Packet {
  /** Counted from 1, as tcpdump and Wireshark do. */
  readonly number: number;
  readonly at: EpochMs;
  /** LINKTYPE_ of the interface: what the packet begins with. */
  readonly linkType: number;
  readonly octets: Uint8Array;
}

/** The packets of a file, and whether its end is missing. */
export interface Packets {
  readonly packets: readonly Packet[];
  /** null where the file is whole; else in words what is wrong with its end. */
  readonly cut: string | null;
}

/** More packets than these are no capture of a responder's answers. */
export const mostPackets = 1_000_000;

/** Longer packets exist in no file: libpcap itself takes no more. */
export const longestPacket = 262_144;

/** Which kind of packet capture the octets begin like; null for none. */
export function captureFormat(octets: Uint8Array): 'pcap' | 'pcapng' | null {
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  const magic = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  if (magic === 0x0a0d0d0a) return 'pcapng';
  return pcapMagics.has(magic) ? 'pcap' : null;
}

const pcapMagics: ReadonlySet<number> = new Set([0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1]);

/** Reads a capture of tcpdump or Wireshark, in either format and byte order. */
export function readPackets(octets: Uint8Array): Result<Packets, CaptureProblem> {
  const format = captureFormat(octets);
  if (format === null) {
    const message = 'This is no packet capture: it begins like neither pcap nor pcapng.';
    return err({ message, offset: 0, path: null });
  }
  return format === 'pcap' ? readPcap(octets) : readPcapng(octets);
}
