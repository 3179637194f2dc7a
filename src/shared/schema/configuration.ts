import { z } from 'zod';
import { defaultPolicy } from '../model/policy.ts';
import {
  type ExportedSettings,
  type ImportEntry,
  type ImportedSettings,
  type PolicyField,
  productIds,
  type SettingsFile,
} from '../model/settings-of-others.ts';
import { policy } from './policy.ts';
import { count, nothing, shortText, text } from './primitives.ts';

const product = z.enum(productIds);
const isField = (value: unknown): value is PolicyField =>
  typeof value === 'string' && value in defaultPolicy;
const field = z.custom<PolicyField>(isField);

/** A text may be as long as the importer reads, and a little longer, so that it can say so itself. */
const settingsFile: z.ZodType<SettingsFile> = z.strictObject({
  name: shortText,
  text: z.string().max(8_000_000),
});
const files = z.array(settingsFile).min(1).max(200);

const entry: z.ZodType<ImportEntry> = z.strictObject({
  origin: z.strictObject({ file: text, line: count, text }).nullable(),
  field: field.nullable(),
  says: text,
});
const entries = z.array(entry);
const choice = z.strictObject({ name: text, file: text, line: count });

const imported: z.ZodType<ImportedSettings> = z.strictObject({
  product,
  version: text,
  chosen: choice.nullable(),
  choices: z.array(choice),
  policy,
  mapped: entries,
  assumed: entries,
  lost: entries,
  silent: entries,
  warnings: entries,
});

const exported: z.ZodType<ExportedSettings> = z.strictObject({
  product,
  version: text,
  text,
  notSaid: z.array(z.strictObject({ field, says: text })),
});

/** The channels for configurations of other servers. */
export const configurationChannels = {
  'configuration:choose-files': { request: nothing, response: files.nullable() },
  'configuration:read-files': {
    request: z.strictObject({ files, product: product.nullable(), server: text.nullable() }),
    response: imported,
  },
  'configuration:write-policy': { request: z.strictObject({ product }), response: exported },
};
