import { z } from 'zod';
import type {
  HttpHeader,
  HttpRequestRecord,
  HttpResponseRecord,
  TransportError,
} from '../model/transport.ts';
import { bytes, count, durationMs, text } from './primitives.ts';

export const header: z.ZodType<HttpHeader> = z.strictObject({ name: text, value: text });

export const httpRequestRecord: z.ZodType<HttpRequestRecord> = z.strictObject({
  method: z.enum(['GET', 'POST']),
  url: text,
  headers: z.array(header),
  ocspRequest: bytes,
});

export const httpResponseRecord: z.ZodType<HttpResponseRecord> = z.strictObject({
  status: count,
  statusText: text,
  headers: z.array(header),
  contentType: text.nullable(),
  body: bytes,
  remoteAddress: text.nullable(),
  timings: z.strictObject({
    lookedUp: durationMs.nullable(),
    connected: durationMs.nullable(),
    secured: durationMs.nullable(),
    firstByte: durationMs.nullable(),
    total: durationMs,
  }),
  shared: z.boolean(),
});

export const networkMode = z.enum(['any', 'loopback-only', 'offline']);
const host = text;
const detail = text;

export const transportError: z.ZodType<TransportError> = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('uri-invalid'), uri: text, detail }),
  z.strictObject({ code: z.literal('uri-scheme-unsupported'), uri: text, scheme: text }),
  z.strictObject({
    code: z.literal('network-refused'),
    mode: networkMode,
    host,
    address: text.nullable(),
  }),
  z.strictObject({
    code: z.literal('address-refused'),
    policy: z.enum(['any', 'public-only', 'loopback-only']),
    host,
    address: text,
  }),
  z.strictObject({ code: z.literal('name-not-resolved'), host, detail }),
  z.strictObject({ code: z.literal('connection-refused'), address: text, port: count }),
  z.strictObject({ code: z.literal('connection-failed'), address: text, port: count, detail }),
  z.strictObject({ code: z.literal('connect-timed-out'), afterMs: durationMs }),
  z.strictObject({
    code: z.literal('response-timed-out'),
    afterMs: durationMs,
    receivedBytes: count,
  }),
  z.strictObject({
    code: z.literal('connection-lost'),
    receivedBytes: count,
    expectedBytes: count.nullable(),
  }),
  z.strictObject({ code: z.literal('tls-failed'), host, detail }),
  z.strictObject({ code: z.literal('http-malformed'), detail }),
  z.strictObject({ code: z.literal('redirected'), status: count, location: text.nullable() }),
  z.strictObject({ code: z.literal('http-status'), status: count, statusText: text }),
  z.strictObject({ code: z.literal('response-empty'), contentType: text.nullable() }),
  z.strictObject({ code: z.literal('response-too-large'), limitBytes: count }),
  z.strictObject({ code: z.literal('proxy-failed'), proxy: text, detail }),
  z.strictObject({ code: z.literal('cancelled') }),
]);
