import { z } from 'zod';
import { flowFilter } from '../flow/flow-schema.ts';
import { defaultSettings, type Place, type Presented, type Settings } from '../model/settings.ts';
import { fingerprint, identifier, shortText } from './primitives.ts';

const presented: z.ZodType<Presented> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lab-client'), id: identifier }),
  z.strictObject({ kind: z.literal('no-certificate') }),
  z.strictObject({
    kind: z.literal('loaded'),
    fingerprint,
    issuerFingerprint: fingerprint.nullable(),
  }),
]);

const place: z.ZodType<Place> = z.strictObject({
  screen: identifier,
  labSide: identifier,
  view: identifier,
  detailTab: identifier,
  flowId: identifier.nullable(),
  selectedEvent: z.number().int().nonnegative().nullable(),
  filter: flowFilter,
});

/** Settings that were written before a field was invented mean the usual value of it. */
export const settings: z.ZodType<Settings> = z.strictObject({
  theme: z.enum(['light', 'dark', 'system']),
  network: z.enum(['any', 'loopback-only', 'offline']),
  proxy: shortText.nullable(),
  presented: presented.nullable().default(null),
  newFlows: z.enum(['follow', 'stay']).default('stay'),
  retention: z
    .strictObject({ maxFlows: z.number(), maxDays: z.number().nullable() })
    .default(defaultSettings.retention),
  paneSizes: z.record(z.string().max(100), z.array(z.number()).max(20)),
  place: place.nullable().default(null),
});
