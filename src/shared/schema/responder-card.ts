import { z } from 'zod';
import type { CardExchange, CardLine, ResponderCard } from '../model/responder-card.ts';
import type { CardOrder, CardPlan } from '../model/responder-card-view.ts';
import {
  bytes,
  count,
  durationMs,
  epochMs,
  fingerprint,
  nothing,
  shortText,
  text,
} from './primitives.ts';

const cardOrder: z.ZodType<CardOrder> = z.strictObject({
  uri: shortText,
  issuer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('lab') }),
    z.strictObject({ kind: z.literal('loaded'), fingerprint }),
  ]),
  intervalMs: z.number(),
});

const method = z.enum(['get', 'post']);

const cardPlan: z.ZodType<CardPlan> = z.strictObject({
  questions: z.array(z.strictObject({ id: text, method, what: text, octets: count })),
  issuer: text,
  certificates: z.array(text),
});

const exchange: z.ZodType<CardExchange> = z.strictObject({
  number: count,
  question: z.strictObject({
    id: text,
    method,
    what: text,
    body: bytes,
    nonce: bytes.nullable(),
    serialNumbers: z.array(text),
  }),
  at: epochMs,
  failure: text.nullable(),
  httpStatus: count.nullable(),
  headers: z.array(z.object({ name: text, value: text })),
  body: bytes,
  durationMs,
  responseStatus: z
    .enum([
      'successful',
      'malformedRequest',
      'internalError',
      'tryLater',
      'sigRequired',
      'unauthorized',
    ])
    .nullable(),
  statuses: z.array(
    z.strictObject({ serialNumber: text, status: z.enum(['good', 'revoked', 'unknown']) }),
  ),
});

const line: z.ZodType<CardLine> = z.strictObject({
  id: text,
  title: text,
  finding: text,
  clause: text,
  seriousness: z.enum(['fine', 'note', 'warning', 'fault']),
  shownBy: z.array(count),
});

const responderCard: z.ZodType<ResponderCard> = z.strictObject({
  schema: z.literal('revoscope-responder-card'),
  version: z.literal(1),
  uri: text,
  at: epochMs,
  lines: z.array(line),
  exchanges: z.array(exchange),
});

/** The channels of the Responder screen. */
export const responderChannels = {
  'responder:plan-card': { request: cardOrder, response: cardPlan },
  'responder:ask-card': { request: cardOrder, response: responderCard.nullable() },
  'responder:cancel-card': { request: nothing, response: nothing },
  'responder:export-card': { request: nothing, response: z.strictObject({ saved: z.boolean() }) },
};
