import { ok, type Result } from '#shared/model/result.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';
import type { Capture, CapturedExchange, CaptureProblem } from './exchange.ts';
import { type HttpMessage, headerOf, readHttpMessages } from './http-messages.ts';
import { requestInBody, requestInTarget } from './ocsp-question.ts';
import { readPackets } from './packets.ts';
import { followConnections, type TcpConnection, type TcpStream } from './tcp-streams.ts';

/** The exchanges with OCSP responders in a packet capture, in the order in which they were asked. */
export function readPacketCapture(octets: Uint8Array): Result<Capture, CaptureProblem> {
  const read = readPackets(octets);
  if (!read.ok) return read;
  const { packets, cut } = read.value;
  const { connections, fragments } = followConnections(packets);
  const found = connections.map(exchangesOf);
  const exchanges = found.flatMap((one) => one.exchanges);
  const remarks = [
    ...(cut === null ? [] : [`The file is not whole: ${cut}.`]),
    ...(fragments === 0 ? [] : [`${count(fragments, 'IP fragment')} passed over.`]),
    ...found.flatMap((one) => one.remarks),
    ...(exchanges.length > 0 ? [] : [nothingFound(packets.length, connections)]),
  ];
  return ok({ exchanges: exchanges.toSorted((a, b) => a.at - b.at), remarks });
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what} was` : `${number} ${what}s were`;
}

function nothingFound(packets: number, connections: readonly TcpConnection[]): string {
  const encrypted = connections.filter(({ client }) => isTls(client)).length;
  const tls =
    encrypted === 0 ? '' : ` ${encrypted} of them encrypted, which cannot be read from outside.`;
  return `There is no OCSP over HTTP in these ${packets} packets: ${connections.length} TCP connections.${tls}`;
}

/** A TLS record begins with the type of a handshake and the version 3. */
function isTls({ pieces }: TcpStream): boolean {
  const [first] = pieces;
  return first?.octets[0] === 0x16 && first.octets[1] === 3;
}

function exchangesOf({ client, server }: TcpConnection): Capture {
  if (client.pieces.length === 0) return { exchanges: [], remarks: [] };
  const asked = readHttpMessages(client, 'request');
  const questions = asked.messages.map((message) => ({ message, request: requestOf(message) }));
  if (questions.every(({ request }) => request === null)) return { exchanges: [], remarks: [] };
  const answered = readHttpMessages(server, 'response');
  // 100 Continue and its like go before the answer.
  const answers = answered.messages.filter(({ status }) => status >= 200);
  const unread = whyUnread({ client, server }, answered);
  const remarks = [
    ...(answered.problem === null ? [] : [`An answer of ${server.from} is ${answered.problem}.`]),
  ];
  const exchanges: CapturedExchange[] = [];
  for (const [index, { message, request }] of questions.entries()) {
    const answer = answers[index];
    if (request === null) continue;
    if (answer === undefined && unread !== null) {
      remarks.push(`The question in packet ${message.packet} is passed over: ${unread}.`);
      continue;
    }
    exchanges.push(exchangeOf(message, answer ?? null, { request, address: server.from }));
  }
  return { exchanges, remarks };
}

/** Why an answer that was not found may have come all the same; null where none came. */
function whyUnread(
  { client, server }: TcpConnection,
  { problem }: ReturnType<typeof readHttpMessages>,
): string | null {
  if (server.hasGap) return 'packets of its answer are missing';
  if (problem !== null) return 'its answer cannot be read';
  const isOver = client.isEnded || server.isEnded;
  return isOver ? null : 'the capture ends before its answer';
}

function requestOf({ method, target, body }: HttpMessage): Uint8Array | null {
  if (method === 'POST') return requestInBody(body);
  return method === 'GET' ? requestInTarget(target) : null;
}

function exchangeOf(
  question: HttpMessage,
  answer: HttpMessage | null,
  { request, address }: { readonly request: Uint8Array; readonly address: string },
): CapturedExchange {
  const host = headerOf(question.headers, 'host') ?? address;
  // A proxy is asked for the whole address.
  const isWhole = /^https?:\/\//i.test(question.target);
  const url = isWhole ? question.target : `http://${host}${question.target}`;
  return {
    place: `packet ${question.packet}`,
    at: answer?.endedAt ?? question.endedAt,
    request,
    asked: { method: question.method === 'GET' ? 'GET' : 'POST', url },
    http: answer === null ? null : recordOf(answer, question.startedAt, address),
    response: answer?.body ?? null,
  };
}

function recordOf(answer: HttpMessage, askedAt: number, remoteAddress: string): HttpResponseRecord {
  const { status, statusText, headers, body } = answer;
  // A capture tells microseconds; what is smaller is noise of the arithmetic.
  const since = (at: number) => Math.max(0, Math.round((at - askedAt) * 1_000) / 1_000);
  return {
    status,
    statusText,
    headers,
    contentType: headerOf(headers, 'content-type'),
    body,
    remoteAddress,
    timings: {
      lookedUp: null,
      connected: null,
      secured: null,
      firstByte: since(answer.startedAt),
      total: since(answer.endedAt),
    },
    shared: false,
  };
}
