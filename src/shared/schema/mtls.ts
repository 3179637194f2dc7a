import { z } from 'zod';
import type {
  ClientCommands,
  ClientReport,
  HandshakeFailure,
  MtlsConnection,
  MtlsError,
  MtlsSettings,
  MtlsState,
} from '../model/mtls.ts';
import type { MtlsTrust, MtlsView } from '../model/mtls-view.ts';
import { decideAs } from './decide-as.ts';
import { listenError } from './listen.ts';
import { count, durationMs, epochMs, fingerprint, shortText, text } from './primitives.ts';
import { header } from './transport.ts';
import { decision } from './verdict.ts';

const session = z.enum(['new', 'resumed']);

export const mtlsSettings: z.ZodType<MtlsSettings> = z.strictObject({
  host: z.string().min(1).max(255),
  port: z.number().int().min(0).max(65_535),
  exposure: z.enum(['loopback-only', 'confirmed']),
  denial: z.enum(['answer', 'close']),
  recheck: z.enum(['each-request', 'each-connection']),
});

const mtlsError: z.ZodType<MtlsError> = z.union([
  z.strictObject({ code: z.literal('address-invalid'), host: text }),
  z.strictObject({ code: z.literal('address-not-confirmed'), host: text }),
  z.strictObject({ code: z.literal('address-not-here'), host: text }),
  z.strictObject({ code: z.literal('identity-unusable'), detail: text }),
  listenError,
]);

const mtlsState: z.ZodType<MtlsState> = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('stopped') }),
  z.strictObject({
    state: z.literal('running'),
    host: shortText,
    port: count,
    url: shortText,
    reach: z.enum(['this-machine', 'network']),
    unsupportedKeys: z.array(text),
  }),
  z.strictObject({ state: z.literal('failed'), error: mtlsError }),
]);

export const handshakeFailure: z.ZodType<HandshakeFailure> = z.strictObject({
  at: epochMs,
  peerAddress: text.nullable(),
  code: z.enum([
    'not-tls',
    'plain-http',
    'version-too-old',
    'no-common-cipher',
    'no-common-protocol',
    'server-not-trusted',
    'client-alert',
    'client-left',
    'timed-out',
    'key-unsupported',
    'possession-not-proven',
    'certificate-unreadable',
    'certificate-too-large',
    'too-many-connections',
    'failed',
  ]),
  message: text,
  remedy: text.nullable(),
  detail: text,
});

const mtlsConnection: z.ZodType<MtlsConnection> = z.strictObject({
  number: count,
  fingerprint: fingerprint.nullable(),
  serialNumber: text.nullable(),
  label: text,
  peerAddress: text,
  protocol: text,
  session,
  since: epochMs,
  requests: count,
  decision: decision.nullable(),
});

export const mtlsTrust: z.ZodType<MtlsTrust> = z.strictObject({
  lab: z.boolean(),
  fingerprints: z.array(fingerprint).max(1_000),
});

export const mtlsView: z.ZodType<MtlsView> = z.strictObject({
  settings: mtlsSettings,
  state: mtlsState,
  trust: mtlsTrust,
  identity: z.strictObject({ source: z.enum(['lab', 'own']), subject: text.nullable() }),
  decideAs: decideAs.nullable(),
  connections: z.array(mtlsConnection),
  cuts: z.array(z.strictObject({ at: epochMs, connection: mtlsConnection })),
  failures: z.array(handshakeFailure),
});

export const clientReport: z.ZodType<ClientReport> = z.strictObject({
  url: text,
  tls: z.strictObject({ protocol: text, cipher: text, session, server: text }).nullable(),
  response: z
    .strictObject({
      status: count,
      statusText: text,
      headers: z.array(header),
      body: text,
      bodyIsWhole: z.boolean(),
    })
    .nullable(),
  failure: z
    .strictObject({
      code: z.enum([
        'cancelled',
        'connection-refused',
        'connection-failed',
        'connect-timed-out',
        'identity-unusable',
        'server-not-trusted',
        'refused-in-handshake',
        'handshake-failed',
        'closed-without-answer',
        'connection-reset',
        'answer-timed-out',
        'answer-malformed',
      ]),
      message: text,
      remedy: text.nullable(),
    })
    .nullable(),
  timings: z.strictObject({
    connected: durationMs.nullable(),
    secured: durationMs.nullable(),
    firstByte: durationMs.nullable(),
    total: durationMs,
  }),
});

export const clientCommands: z.ZodType<ClientCommands> = z.strictObject({
  curl: text,
  openssl: text,
  browser: z.array(text),
});
