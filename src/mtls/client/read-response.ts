import type { IncomingMessage } from 'node:http';
import type { ClientResponse } from '#shared/model/mtls.ts';
import type { HttpHeader } from '#shared/model/transport.ts';

/** Reads an answer to its end and keeps the first `keptBytes` octets of its body. Rejects where it breaks off. */
export async function readResponse(
  message: IncomingMessage,
  keptBytes: number,
): Promise<ClientResponse> {
  const kept: Buffer[] = [];
  let received = 0;
  let room = keptBytes;
  for await (const chunk of message) {
    if (!Buffer.isBuffer(chunk)) continue; // Without an encoding, an IncomingMessage gives nothing else.
    received += chunk.length;
    kept.push(chunk.subarray(0, room));
    room -= Math.min(room, chunk.length);
  }
  return {
    status: message.statusCode ?? 0,
    statusText: message.statusMessage ?? '',
    headers: headersOf(message.rawHeaders),
    body: Buffer.concat(kept).toString('utf8'),
    bodyIsWhole: received <= keptBytes,
  };
}

function headersOf(raw: readonly string[]): readonly HttpHeader[] {
  const headers: HttpHeader[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    headers.push({ name: raw[at] ?? '', value: raw[at + 1] ?? '' });
  }
  return headers;
}
