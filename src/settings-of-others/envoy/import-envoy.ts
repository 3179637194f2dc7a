import { ok, type Result } from '#shared/model/result.ts';
import type {
  ImportError,
  ImportedSettings,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { PolicyDraft } from '../draft.ts';
import { readSwitch } from '../values.ts';
import { nestsTooDeep, parseYamlPairs } from '../yaml-pairs.ts';
import { envoyFacts } from './envoy-facts.ts';

/** Reads what the configuration of Envoy means for client certificates: never OCSP. */
export function importEnvoy(files: readonly SettingsFile[]): Result<ImportedSettings, ImportError> {
  const draft = new PolicyDraft();
  for (const { name, text } of files) {
    if (nestsTooDeep(text))
      draft.warn(null, `${name} is not read: it nests deeper than any configuration.`);
  }
  for (const pair of files.flatMap(parseYamlPairs)) {
    switch (pair.name) {
      case 'ocsp_staple_policy':
      case 'ocsp_staple':
        draft.warn(
          pair,
          "This is stapling of Envoy's own certificate. It says nothing of clients' certificates.",
        );
        break;
      case 'require_client_certificate':
        if (readSwitch(pair.args[0]) === 'on') {
          draft.lose(pair, 'Every client needs a certificate, here too.');
        } else draft.warn(pair, 'Clients without a certificate are let in.');
        break;
      case 'crl':
      case 'only_verify_leaf_cert_crl':
        draft.lose(pair, 'Revocation lists have no field here.');
        break;
      case 'trusted_ca':
        draft.lose(pair, 'The CAs that clients lead to are not part of a policy: give the file.');
        break;
      case 'max_verify_depth':
        draft.lose(pair, 'A policy sets no limit to the length of a chain.');
        break;
      default:
        break;
    }
  }
  draft.warn(
    null,
    'Envoy has no client OCSP: a revoked client is let in unless a revocation list (crl) names it.',
    'ocsp',
  );
  return ok(draft.finish(envoyFacts, { chosen: null, choices: [] }));
}
