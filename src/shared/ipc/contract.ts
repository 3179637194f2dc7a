import { z } from 'zod';
import type { RequestOf, ResponseOf } from './api.ts';
import type { Channel } from './channels.ts';
import { cacheEntrySummary, cacheStatistics } from './schema/cache.ts';
import { loadedCertificate, loadReport } from './schema/certificate.ts';
import { flow, flowFilter, flowPage, flowStatistics } from './schema/flow.ts';
import { inspectedObject } from './schema/inspection.ts';
import { appInfo, clockState, policy, policyBook, settings } from './schema/policy.ts';
import { bytes, count, fingerprint, identifier, nothing, text } from './schema/primitives.ts';

const undoToken = z.strictObject({ undoToken: identifier });
const page = { offset: count, limit: count.max(1_000) };

/** What each channel accepts and answers, checked on the main side of every call. */
export const contract: {
  readonly [C in Channel]: {
    readonly request: z.ZodType<RequestOf<C>>;
    readonly response: z.ZodType<ResponseOf<C>>;
  };
} = {
  'app:get-snapshot': {
    request: nothing,
    response: z.strictObject({
      info: appInfo,
      settings,
      policies: policyBook,
      clock: clockState,
      certificates: z.array(loadedCertificate),
      flows: flowPage,
      statistics: flowStatistics,
      cacheStatistics,
    }),
  },
  'app:copy-text': { request: z.strictObject({ text }), response: nothing },
  'app:copy-image': { request: z.strictObject({ png: bytes }), response: nothing },
  'app:save-file': {
    request: z.strictObject({ suggestedName: z.string().min(1).max(200), bytes }),
    response: z.strictObject({ saved: z.boolean() }),
  },
  'app:open-external': { request: z.strictObject({ url: z.url().max(500) }), response: nothing },
  'settings:set-settings': { request: settings, response: settings },
  'clock:advance-clock': {
    request: z.strictObject({
      byMs: z.number().int().min(-3_155_760_000_000).max(3_155_760_000_000),
    }),
    response: clockState,
  },
  'clock:reset-clock': { request: nothing, response: clockState },
  'policy:set-policy': { request: policy, response: policyBook },
  'policy:save-policy': {
    request: z.strictObject({ name: z.string().max(200) }),
    response: policyBook,
  },
  'policy:apply-policy': { request: z.strictObject({ id: identifier }), response: policyBook },
  'policy:rename-policy': {
    request: z.strictObject({ id: identifier, name: z.string().max(200) }),
    response: policyBook,
  },
  'policy:delete-policy': { request: z.strictObject({ id: identifier }), response: policyBook },
  'certificates:open-dialog': { request: nothing, response: z.array(loadReport) },
  'certificates:load-bytes': {
    request: z.array(z.strictObject({ name: z.string().max(1_000), bytes })).max(1_000),
    response: z.array(loadReport),
  },
  'certificates:load-text': {
    request: z.strictObject({ text: z.string().max(20_000_000) }),
    response: loadReport,
  },
  'certificates:remove-certificates': {
    request: z.strictObject({ fingerprints: z.array(fingerprint) }),
    response: nothing,
  },
  'certificates:restore-certificates': {
    request: z.strictObject({ fingerprints: z.array(fingerprint) }),
    response: nothing,
  },
  'check:start-check': {
    request: z.strictObject({ fingerprint, issuerFingerprint: fingerprint.nullable() }),
    response: z.strictObject({ flowId: identifier }),
  },
  'check:cancel-check': { request: z.strictObject({ flowId: identifier }), response: nothing },
  'flows:list-flows': {
    request: z.strictObject({ filter: flowFilter, ...page }),
    response: flowPage,
  },
  'flows:get-flow': { request: z.strictObject({ flowId: identifier }), response: flow },
  'flows:watch-flow': {
    request: z.strictObject({ flowId: identifier.nullable() }),
    response: nothing,
  },
  'flows:delete-flows': {
    request: z.strictObject({ flowIds: z.array(identifier).max(100_000).nullable() }),
    response: undoToken,
  },
  'flows:restore-flows': { request: undoToken, response: nothing },
  'flows:get-commands': {
    request: z.strictObject({ flowId: identifier }),
    response: z.strictObject({ openssl: text.nullable(), curl: text.nullable() }),
  },
  'inspect:inspect-message': {
    request: z.strictObject({ flowId: identifier, eventIndex: count }),
    response: inspectedObject,
  },
  'inspect:inspect-bytes': { request: z.strictObject({ bytes }), response: inspectedObject },
  'cache:list-entries': {
    request: z.strictObject(page),
    response: z.strictObject({
      entries: z.array(cacheEntrySummary),
      statistics: cacheStatistics,
    }),
  },
  'cache:evict-entry': { request: z.strictObject({ key: text }), response: undoToken },
  'cache:clear-cache': { request: nothing, response: undoToken },
  'cache:restore-entries': { request: undoToken, response: nothing },
};
