import { z } from 'zod';
import { flowFilter } from '../flow/flow-schema.ts';
import {
  defaultSettings,
  type Place,
  type Presented,
  type Settings,
  type SettingsChange,
} from '../model/settings.ts';
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

const fields = {
  theme: z.enum(['light', 'dark', 'system']),
  network: z.enum(['any', 'loopback-only', 'offline']),
  proxy: shortText.nullable(),
  presented: presented.nullable(),
  newFlows: z.enum(['follow', 'stay']),
  retention: z.strictObject({ maxFlows: z.number(), maxDays: z.number().nullable() }),
  paneSizes: z.record(z.string().max(100), z.array(z.number()).max(20)),
  place: place.nullable(),
};

/** Settings that were written before a field was invented mean the usual value of it. */
export const settings: z.ZodType<Settings> = z.strictObject({
  ...fields,
  presented: fields.presented.default(null),
  newFlows: fields.newFlows.default('stay'),
  retention: fields.retention.default(defaultSettings.retention),
  place: fields.place.default(null),
});

/** A field that is not named stays as it is: here nothing has a usual value. */
export const settingsChange: z.ZodType<SettingsChange> = z.strictObject(fields).partial();
