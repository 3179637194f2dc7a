import { HTTPParser } from 'http-parser-js';
import type { EpochMs } from '#shared/model/time.ts';
import type { HttpHeader } from '#shared/model/transport.ts';
import type { StreamPiece, TcpStream } from './tcp-streams.ts';

/** One HTTP message of a stream. */
export interface HttpMessage {
  /** Empty in a response. */
  readonly method: string;
  readonly target: string;
  /** 0 in a request. */
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly HttpHeader[];
  readonly body: Uint8Array;
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs;
  /** The number of the packet that it begins in. */
  readonly packet: number;
}

/** The messages of a stream, and why no more could be read of it: null where all of it was. */
export interface HttpMessages {
  readonly messages: readonly HttpMessage[];
  readonly problem: string | null;
}

type Parser = InstanceType<typeof HTTPParser>;

/** What is longer is no OCSP message. */
const largestBody = 1_048_576;
const largestHead = 65_536;
/** The parser takes time by the square of a run of blanks in a header; no header needs one. */
const blanks = /[ \t]{512}/;

/** Takes HTTP/1 messages out of a stream: one after the other, chunked or not. */
export function readHttpMessages(stream: TcpStream, type: 'request' | 'response'): HttpMessages {
  const parser = new HTTPParser(type === 'request' ? HTTPParser.REQUEST : HTTPParser.RESPONSE);
  parser.maxHeaderSize = largestHead;
  const messages: HttpMessage[] = [];
  let piece: StreamPiece | null = null;
  let begun: { readonly at: EpochMs; readonly packet: number } | null = null;
  let head: Omit<HttpMessage, 'body' | 'endedAt'> | null = null;
  let chunks: Uint8Array[] = [];
  let size = 0;
  parser[HTTPParser.kOnHeadersComplete] = (info) => {
    head = {
      method: HTTPParser.methods[info.method] ?? '',
      target: info.url ?? '',
      status: info.statusCode ?? 0,
      statusText: info.statusMessage ?? '',
      headers: headersOf(info.headers),
      startedAt: begun?.at ?? 0,
      packet: begun?.packet ?? 0,
    };
  };
  parser[HTTPParser.kOnBody] = (chunk) => {
    size += chunk.length;
    if (size <= largestBody) chunks.push(Uint8Array.from(chunk));
  };
  parser[HTTPParser.kOnMessageComplete] = () => {
    if (head !== null) {
      const body = size > largestBody ? new Uint8Array() : Buffer.concat(chunks);
      messages.push({ ...head, body: Uint8Array.from(body), endedAt: piece?.at ?? 0 });
    }
    head = null;
    begun = piece;
    chunks = [];
    size = 0;
  };
  let tail = '';
  for (piece of stream.pieces) {
    begun ??= piece;
    const chunk = Buffer.from(piece.octets);
    tail = (tail + chunk.toString('latin1')).slice(-chunk.length - 512);
    const problem = feed(parser, chunk, tail);
    if (problem !== null) return { messages, problem: `${problem}, in packet ${piece.packet}` };
    if (head === null && size === 0) begun = null;
  }
  // A response without a length goes on until the connection is closed.
  if (stream.isEnded) parser.finish();
  return { messages, problem: null };
}

function feed(parser: Parser, chunk: Buffer, withTail: string): string | null {
  if (blanks.test(withTail)) return 'a run of blanks that no HTTP message has';
  const taken = parser.execute(chunk);
  return taken instanceof Error ? `no HTTP (${taken.message})` : null;
}

/** Names and values, one after the other. */
function headersOf(list: readonly string[]): readonly HttpHeader[] {
  const headers: HttpHeader[] = [];
  for (let index = 0; index + 1 < list.length; index += 2) {
    headers.push({ name: list[index] ?? '', value: list[index + 1] ?? '' });
  }
  return headers;
}

/** The value of the first header of this name; null where there is none. */
export function headerOf(headers: readonly HttpHeader[], name: string): string | null {
  return headers.find((header) => header.name.toLowerCase() === name)?.value ?? null;
}
