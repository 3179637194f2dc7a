import type { EpochMs } from '#shared/model/time.ts';
import type { Packet } from './packets.ts';
import { readSegment, type TcpSegment } from './tcp-segment.ts';

/** Octets that one packet brought, in their place in the stream. */
export interface StreamPiece {
  readonly octets: Uint8Array;
  /** When they and all before them were there. */
  readonly at: EpochMs;
  /** The number of the packet. */
  readonly packet: number;
}

/** What one end of a connection sent, in its order, each octet once. */
export interface TcpStream {
  readonly from: string;
  readonly pieces: readonly StreamPiece[];
  /** Octets are missing behind the last piece: a packet was not captured, or not whole. */
  readonly hasGap: boolean;
  /** Whether the end closed the connection. */
  readonly isEnded: boolean;
}

/** A TCP connection with both its streams. */
export interface TcpConnection {
  readonly client: TcpStream;
  readonly server: TcpStream;
}

/** The connections of a capture, and how many packets were IP fragments, which are not put together. */
export interface TcpConnections {
  readonly connections: readonly TcpConnection[];
  readonly fragments: number;
}

interface Sent {
  readonly segment: TcpSegment;
  readonly at: EpochMs;
  readonly packet: number;
}

interface Direction {
  readonly from: string;
  /** The sequence number of the first octet; null until one is seen. */
  base: number | null;
  hasSyn: boolean;
  readonly sent: Sent[];
}

interface Opening {
  /** Who opened the connection, as far as is known. */
  opener: string;
  readonly directions: Map<string, Direction>;
}

/** Puts the segments of each connection in order: late ones in their place, repeated ones left out. */
export function followConnections(packets: readonly Packet[]): TcpConnections {
  const current = new Map<string, Opening>();
  const all: Opening[] = [];
  let fragments = 0;
  for (const { linkType, octets, at, number } of packets) {
    const segment = readSegment(linkType, octets);
    if (segment === 'fragment') fragments += 1;
    if (segment === null || segment === 'fragment') continue;
    const key = [segment.from, segment.to].sort().join(' ');
    let opening = current.get(key);
    if (opening === undefined || isNewConnection(opening, segment)) {
      opening = { opener: segment.from, directions: new Map() };
      current.set(key, opening);
      all.push(opening);
    }
    take(opening, { segment, at, packet: number });
  }
  return { connections: all.map(connectionOf), fragments };
}

/** The same two ports may be used again: another SYN, with another first number. */
function isNewConnection({ directions }: Opening, { from, isSyn, sequence }: TcpSegment): boolean {
  const known = directions.get(from);
  return isSyn && known?.hasSyn === true && known.base !== next(sequence);
}

function take(opening: Opening, sent: Sent): void {
  const { segment } = sent;
  const known = opening.directions.get(segment.from);
  const direction = known ?? { from: segment.from, base: null, hasSyn: false, sent: [] };
  if (known === undefined) opening.directions.set(segment.from, direction);
  if (segment.isSyn) {
    direction.base = next(segment.sequence);
    direction.hasSyn = true;
    // Who answers a SYN was asked; who sends one alone asks.
    opening.opener = segment.isAck ? segment.to : segment.from;
  }
  if (segment.payload.length > 0 || segment.missing > 0 || segment.isEnd) direction.sent.push(sent);
}

function connectionOf({ opener, directions }: Opening): TcpConnection {
  const streams = [...directions.values()].map(streamOf);
  const other = streams.find(({ from }) => from !== opener) ?? nothing;
  const first = streams.find(({ from }) => from === opener) ?? nothing;
  // A capture may begin in the middle of a connection: an answer tells who was asked.
  return answers(first) ? { client: other, server: first } : { client: first, server: other };
}

const nothing: TcpStream = { from: '', pieces: [], hasGap: false, isEnded: false };

function answers({ pieces }: TcpStream): boolean {
  const [first] = pieces;
  return first !== undefined && Buffer.from(first.octets.subarray(0, 5)).toString() === 'HTTP/';
}

function streamOf({ from, base, sent }: Direction): TcpStream {
  const start = base ?? sent[0]?.segment.sequence ?? 0;
  const placed = sent
    .map((one) => ({ ...one, place: distance(start, one.segment.sequence) }))
    .sort((a, b) => a.place - b.place);
  const pieces: StreamPiece[] = [];
  // Without the SYN the stream begins with what was captured of it.
  let end = base === null ? (placed[0]?.place ?? 0) : 0;
  let latest = 0;
  let sentUntil = end;
  for (const { segment, at, packet, place } of placed) {
    if (place > end) return { from, pieces, hasGap: true, isEnded: false };
    const fresh = segment.payload.subarray(end - place);
    latest = Math.max(latest, at);
    if (place + segment.payload.length > end) {
      pieces.push({ octets: fresh, at: latest, packet });
      end = place + segment.payload.length;
    }
    sentUntil = Math.max(sentUntil, place + segment.payload.length + segment.missing);
    if (segment.isEnd) return { from, pieces, hasGap: sentUntil > end, isEnded: sentUntil === end };
  }
  return { from, pieces, hasGap: sentUntil > end, isEnded: false };
}

function next(sequence: number): number {
  return (sequence + 1) >>> 0;
}

/** How far a sequence number is behind another; numbers go round at 2³². */
function distance(from: number, to: number): number {
  const forward = (to - from) >>> 0;
  return forward > 0x7fffffff ? forward - 0x1_0000_0000 : forward;
}
