import { z } from 'zod';
import { flow, flowFilter, flowPage, flowStatistics } from '../flow/flow-schema.ts';
import { cacheEntrySummary, cacheStatistics } from '../schema/cache.ts';
import { loadedCertificate, loadReport } from '../schema/certificate.ts';
import { chainGraph } from '../schema/chain-graph.ts';
import { configurationChannels } from '../schema/configuration.ts';
import { decideAs, judgeDescription } from '../schema/decide-as.ts';
import { inspectedObject } from '../schema/inspection.ts';
import { judgedFlow } from '../schema/judged-by.ts';
import {
  caKeyType,
  faultDescription,
  labCertificate,
  labClientRequest,
  labRevocationReason,
  labStatus,
  labView,
  responderBehaviour,
  signerDescription,
} from '../schema/lab.ts';
import { matrixChannels } from '../schema/matrix-channels.ts';
import { clientCommands, clientReport, mtlsSettings, mtlsTrust, mtlsView } from '../schema/mtls.ts';
import { objectJudgement, serialLookUp } from '../schema/object-judgement.ts';
import {
  chainQuestion,
  exportChoice,
  foundObject,
  objectComparison,
  objectExport,
  objectText,
  textForm,
} from '../schema/object-view.ts';
import { openObject, unlockOutcome } from '../schema/open-object.ts';
import { appInfo, clockState, policy, policyList } from '../schema/policy.ts';
import { bytes, count, fingerprint, identifier, nothing, text } from '../schema/primitives.ts';
import { responderChannels } from '../schema/responder-card.ts';
import { scenario, scenarioRun } from '../schema/scenario.ts';
import { serverAddress, serverReport } from '../schema/server-report.ts';
import { settings, settingsChange } from '../schema/settings.ts';
import { sweepChannels } from '../schema/sweep-view.ts';
import { timeContract } from '../schema/time-channels.ts';
import type { RequestOf, ResponseOf } from './api.ts';
import type { Channel } from './channels.ts';

const undoToken = z.strictObject({ undoToken: identifier });
const objectId = z.strictObject({ id: identifier });
const savedCases = z.strictObject({ saved: count });
const labId = z.strictObject({ id: identifier });
const labExport = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('certificate') }),
  z.strictObject({ as: z.literal('certificate-and-key') }),
  z.strictObject({
    as: z.literal('pkcs12'),
    encryption: z.enum(['modern', 'legacy']),
    password: z.string().max(256),
  }),
]);
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
      policies: policyList,
      clock: clockState,
      certificates: z.array(loadedCertificate),
      objects: z.array(openObject),
      flows: flowPage,
      statistics: flowStatistics,
      cacheStatistics,
      lab: labView.nullable(),
      labProblem: text.nullable(),
      faults: z.array(faultDescription),
      signers: z.array(signerDescription),
      mtls: mtlsView,
      programs: z.array(judgeDescription),
      scenarios: z.array(scenario),
      scenarioRun,
    }),
  },
  'app:set-full-screen': { request: z.strictObject({ isFull: z.boolean() }), response: nothing },
  'app:copy-text': { request: z.strictObject({ text }), response: nothing },
  'app:copy-image': { request: z.strictObject({ png: bytes }), response: nothing },
  'app:save-file': {
    request: z.strictObject({ suggestedName: z.string().min(1).max(200), bytes }),
    response: z.strictObject({ saved: z.boolean() }),
  },
  'app:open-external': { request: z.strictObject({ url: z.url().max(500) }), response: nothing },
  'settings:change-settings': { request: settingsChange, response: settings },
  'clock:advance-clock': {
    request: z.strictObject({
      byMs: z.number().int().min(-3_155_760_000_000).max(3_155_760_000_000),
    }),
    response: clockState,
  },
  'clock:reset-clock': { request: nothing, response: clockState },
  'policy:set-policy': { request: policy, response: policyList },
  'policy:save-policy': {
    request: z.strictObject({ name: z.string().max(200) }),
    response: policyList,
  },
  'policy:apply-policy': { request: z.strictObject({ id: identifier }), response: policyList },
  'policy:rename-policy': {
    request: z.strictObject({ id: identifier, name: z.string().max(200) }),
    response: policyList,
  },
  'policy:get-text': { request: nothing, response: z.strictObject({ text }) },
  'policy:update-policy': { request: z.strictObject({ id: identifier }), response: policyList },
  'policy:export-policy': { request: nothing, response: z.strictObject({ saved: z.boolean() }) },
  'policy:import-policy': { request: nothing, response: policyList.nullable() },
  'policy:delete-policy': { request: z.strictObject({ id: identifier }), response: policyList },
  'certificates:open-dialog': { request: nothing, response: z.array(loadReport) },
  'certificates:load-bytes': {
    request: z
      .array(
        z.strictObject({
          name: z.string().max(1_000),
          bytes,
          came: z.enum(['named', 'found']),
        }),
      )
      .max(10_000),
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
  'objects:open-folder': { request: nothing, response: z.array(loadReport) },
  'objects:cancel-opening': { request: nothing, response: nothing },
  'objects:inspect-server': { request: serverAddress, response: serverReport },
  'objects:cancel-server': { request: nothing, response: nothing },
  'objects:get-object': { request: objectId, response: inspectedObject },
  'objects:unlock-object': {
    request: z.strictObject({
      id: identifier,
      password: z.string().max(1_024),
      after: z.enum(['forget', 'keep']),
    }),
    response: unlockOutcome,
  },
  'objects:close-objects': {
    request: z.strictObject({ ids: z.array(identifier).max(100_000) }),
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
  'flows:judge-flow': { request: z.strictObject({ flowId: identifier }), response: judgedFlow },
  'flows:get-commands': {
    request: z.strictObject({ flowId: identifier }),
    response: z.strictObject({ openssl: text.nullable(), curl: text.nullable() }),
  },
  'cases:open-dialog': {
    request: z.strictObject({ what: z.enum(['files', 'folder', 'messages']) }),
    response: z.array(loadReport),
  },
  'cases:save': {
    request: z.strictObject({ flowIds: z.array(identifier).max(1_000) }),
    response: savedCases,
  },
  'cases:save-listed': {
    request: z.strictObject({ filter: flowFilter }),
    response: savedCases,
  },
  'cases:save-anonymous': {
    request: z.strictObject({ flowId: identifier }),
    response: savedCases,
  },
  'cases:replay-here': {
    request: z.strictObject({ flowId: identifier }),
    response: z.strictObject({ flowId: identifier }),
  },
  'cases:get-replay': {
    request: z.strictObject({ flowId: identifier }),
    response: z.strictObject({ text }),
  },
  'inspect:inspect-message': {
    request: z.strictObject({ flowId: identifier, eventIndex: count }),
    response: inspectedObject,
  },
  'inspect:inspect-bytes': { request: z.strictObject({ bytes }), response: inspectedObject },
  'view:write-text': {
    request: z.strictObject({ id: identifier, form: textForm }),
    response: objectText.nullable(),
  },
  'view:list-exports': { request: objectId, response: z.array(exportChoice) },
  'view:export-object': {
    request: z.strictObject({ id: identifier, export: objectExport }),
    response: z.strictObject({ saved: z.boolean() }),
  },
  'view:compare-objects': {
    request: z.strictObject({ before: identifier, after: identifier }),
    response: objectComparison,
  },
  'view:search-objects': {
    request: z.strictObject({ typed: z.string().max(1_000) }),
    response: z.array(foundObject).nullable(),
  },
  'view:draw-chains': {
    request: z.strictObject({ fingerprint, question: chainQuestion }),
    response: chainGraph,
  },
  'view:judge-object': {
    request: z.strictObject({ id: identifier, judgedAt: z.enum(['now', 'own']) }),
    response: objectJudgement.nullable(),
  },
  'view:look-up-serial': {
    request: z.strictObject({ id: identifier, typed: z.string().max(1_000) }),
    response: serialLookUp,
  },
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
  'lab:start-lab': { request: nothing, response: nothing },
  'lab:stop-lab': { request: nothing, response: nothing },
  'lab:reset-lab': { request: z.strictObject({ keyType: caKeyType }), response: nothing },
  'lab:set-behaviour': { request: responderBehaviour, response: nothing },
  'lab:set-certificate-behaviour': {
    request: z.strictObject({ id: identifier, behaviour: responderBehaviour.nullable() }),
    response: labCertificate,
  },
  'lab:issue-client': { request: labClientRequest, response: labCertificate },
  'lab:revoke-certificate': {
    request: z.strictObject({ id: identifier, reason: labRevocationReason }),
    response: labCertificate,
  },
  'lab:hold-certificate': { request: labId, response: labCertificate },
  'lab:release-certificate': { request: labId, response: labCertificate },
  'lab:set-status': {
    request: z.strictObject({ id: identifier, status: labStatus }),
    response: labCertificate,
  },
  'lab:expire-certificate': { request: labId, response: labCertificate },
  'lab:export-certificate': {
    request: z.strictObject({ id: identifier, export: labExport }),
    response: z.strictObject({ saved: z.boolean() }),
  },
  'lab:take-certificates': {
    request: z.strictObject({ ids: z.array(identifier).max(1_000) }),
    response: loadReport,
  },
  'mtls:start-mtls': { request: nothing, response: mtlsView },
  'mtls:stop-mtls': { request: nothing, response: mtlsView },
  'mtls:set-settings': { request: mtlsSettings, response: mtlsView },
  'mtls:set-trust': { request: mtlsTrust, response: mtlsView },
  'mtls:set-decide-as': { request: decideAs.nullable(), response: mtlsView },
  'mtls:choose-identity': { request: nothing, response: mtlsView.nullable() },
  'mtls:use-lab-identity': { request: nothing, response: mtlsView },
  'mtls:authenticate': {
    request: z.strictObject({ clientId: identifier.nullable() }),
    response: z.strictObject({ report: clientReport, flowId: identifier.nullable() }),
  },
  'mtls:present-certificate': {
    request: z.strictObject({ fingerprint, url: z.string().max(4_000).nullable() }),
    response: z.strictObject({ report: clientReport, flowId: identifier.nullable() }),
  },
  'mtls:cancel-authentication': { request: nothing, response: nothing },
  'mtls:get-commands': {
    request: z.strictObject({ clientId: identifier }),
    response: clientCommands,
  },
  'scenarios:run-scenarios': {
    request: z.strictObject({
      ids: z.array(identifier).max(1_000).nullable(),
      decideAs: decideAs.nullable(),
    }),
    response: nothing,
  },
  'scenarios:cancel-run': { request: nothing, response: nothing },
  ...timeContract,
  ...matrixChannels,
  ...configurationChannels,
  ...responderChannels,
  ...sweepChannels,
};
