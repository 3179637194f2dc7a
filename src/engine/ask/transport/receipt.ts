import type { IncomingMessage } from 'node:http';
import type { Clock } from '#shared/model/ports.ts';
import type {
  HttpHeader,
  HttpResponseRecord,
  HttpTimings,
  TransportError,
} from '#shared/model/transport.ts';

type Step = 'lookedUp' | 'connected' | 'secured' | 'firstByte';

/** What has come of an answer so far, and when. */
export interface Receipt {
  mark(step: Step): void;
  /** Takes status and headers. */
  begin(message: IncomingMessage): void;
  /** Takes a piece of the body, as much of it as the limit allows. */
  take(chunk: Uint8Array): 'within-limit' | 'over-limit';
  receivedBytes(): number;
  /** Content-Length; null where there is none. */
  expectedBytes(): number | null;
  /** The error for an answer that ended here, too early. */
  lost(): TransportError;
  /** The response as far as it came; null before its headers. */
  record(): HttpResponseRecord | null;
}

/** Starts the receipt of one answer, whose body is kept up to `limitBytes`. */
export function createReceipt(clock: Clock, limitBytes: number): Receipt {
  const begun = clock.monotonic();
  const marks: Partial<Record<Step, number>> = {};
  const chunks: Uint8Array[] = [];
  let received = 0;
  let head: Head | null = null;

  const mark = (step: Step) => {
    marks[step] = clock.monotonic() - begun;
  };
  const timings = (): HttpTimings => ({
    lookedUp: marks.lookedUp ?? null,
    connected: marks.connected ?? null,
    secured: marks.secured ?? null,
    firstByte: marks.firstByte ?? null,
    total: clock.monotonic() - begun,
  });
  return {
    mark,
    begin: (message) => {
      mark('firstByte');
      head = headOf(message);
    },
    take: (chunk) => {
      const room = limitBytes - received;
      chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      received += Math.min(chunk.length, room);
      return chunk.length > room ? 'over-limit' : 'within-limit';
    },
    receivedBytes: () => received,
    expectedBytes: () => head?.contentLength ?? null,
    lost: () => ({
      code: 'connection-lost',
      receivedBytes: received,
      expectedBytes: head?.contentLength ?? null,
    }),
    record: () => {
      if (head === null) return null;
      const { status, statusText, headers, contentType, remoteAddress } = head;
      // By name: what is left of an object after taking one out costs more than all else here.
      return {
        status,
        statusText,
        headers,
        contentType,
        remoteAddress,
        body: joined(chunks, received),
        timings: timings(),
        shared: false,
      };
    },
  };
}

type Head = Omit<HttpResponseRecord, 'body' | 'timings' | 'shared'> & {
  readonly contentLength: number | null;
};

function headOf(message: IncomingMessage): Head {
  const { statusCode = 0, statusMessage = '', rawHeaders } = message;
  const headers: HttpHeader[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push({ name: rawHeaders[index] ?? '', value: rawHeaders[index + 1] ?? '' });
  }
  const length = message.headers['content-length'];
  return {
    status: statusCode,
    statusText: statusMessage,
    headers,
    contentType: message.headers['content-type'] ?? null,
    remoteAddress: message.socket.remoteAddress ?? null,
    contentLength: length === undefined ? null : Number(length),
  };
}

/** One array with a buffer of its own, which structured clone copies without anything around it. */
function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
