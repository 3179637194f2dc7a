import { setTimeout as delay } from 'node:timers/promises';
import type { Transport } from '#engine/ask/ports.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { CardExchange, PlannedQuestion, ResponderCard } from '#shared/model/responder-card.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { describeTransportError } from '#shared/wording/transport.ts';
import { cardLines } from './card-lines.ts';
import type { CardSubjects } from './plan-questions.ts';

export interface ProbeResponderOptions {
  readonly uri: string;
  readonly subjects: CardSubjects;
  readonly questions: readonly PlannedQuestion[];
  readonly transport: Transport;
  readonly clock: Clock;
  /** Between the beginnings of two questions, so that no responder is hurried. */
  readonly intervalMs: DurationMs;
  readonly timeoutMs: DurationMs;
  readonly signal: AbortSignal;
  readonly onExchange: (exchange: CardExchange) => void;
}

/** Asks a responder the planned questions, one after the other; null where that was cancelled. */
export async function probeResponder(
  options: ProbeResponderOptions,
): Promise<ResponderCard | null> {
  const { uri, questions, clock, intervalMs, signal, onExchange } = options;
  const at = clock.now();
  const exchanges: CardExchange[] = [];
  for (const question of questions) {
    const began = clock.monotonic();
    if (signal.aborted) return null;
    const exchange = await ask(question, exchanges.length + 1, options);
    exchanges.push(exchange);
    onExchange(exchange);
    const rest = intervalMs - (clock.monotonic() - began);
    if (rest > 0 && exchanges.length < questions.length) await pause(rest, signal);
  }
  if (signal.aborted) return null;
  const lines = cardLines(exchanges, options.subjects, at);
  return { schema: 'revoscope-responder-card', version: 1, uri, at, lines, exchanges };
}

async function pause(ms: DurationMs, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    // Cancelled: the loop sees that by itself.
    if (!signal.aborted) throw error;
  }
}

async function ask(
  question: PlannedQuestion,
  number: number,
  { uri, transport, clock, timeoutMs, signal }: ProbeResponderOptions,
): Promise<CardExchange> {
  const began = clock.monotonic();
  const outcome = await transport.exchange(
    {
      uri,
      uriSource: 'configuration',
      method: question.method,
      ocspRequest: question.body,
      connectTimeoutMs: timeoutMs,
      totalTimeoutMs: timeoutMs,
      maxResponseBytes: 262_144,
      addressPolicy: 'any',
    },
    signal,
  );
  const http = outcome.ok ? outcome.value : outcome.error.response;
  const body = http?.body ?? new Uint8Array(0);
  const decoded = decodeResponse(body);
  const response = decoded.ok ? decoded.value : null;
  return {
    number,
    question,
    at: clock.now(),
    failure: outcome.ok || http !== null ? null : describeTransportError(outcome.error.error).short,
    httpStatus: http?.status ?? null,
    headers: http?.headers ?? [],
    body,
    durationMs: clock.monotonic() - began,
    responseStatus: response?.responseStatus ?? null,
    statuses: (response?.basic?.responses ?? []).map(({ certId, certStatus }) => ({
      serialNumber: Buffer.from(certId.serialNumber).toString('hex'),
      status: certStatus.status,
    })),
  };
}
