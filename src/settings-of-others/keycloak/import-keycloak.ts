import { ok, type Result } from '#shared/model/result.ts';
import type {
  ImportError,
  ImportedSettings,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { type Directive, PolicyDraft } from '../draft.ts';
import { parseProperties } from '../properties.ts';
import { readSwitch } from '../values.ts';
import { nestsTooDeep, parseYamlPairs } from '../yaml-pairs.ts';
import { keycloakFacts } from './keycloak-facts.ts';

const prefix = 'x509-cert-auth.';

/** Reads the X.509 authenticator of Keycloak: a realm as JSON, or its keys as properties. */
export function importKeycloak(
  files: readonly SettingsFile[],
): Result<ImportedSettings, ImportError> {
  const draft = new PolicyDraft();
  for (const { name, text } of files) {
    if (nestsTooDeep(text))
      draft.warn(null, `${name} is not read: it nests deeper than any configuration.`);
  }
  const pairs = files.flatMap((file): readonly Directive[] =>
    /^\s*[{[]/.test(file.text) ? parseYamlPairs(file) : parseProperties(file),
  );
  const own = pairs.filter(({ name }) => name.startsWith(prefix));
  for (const each of own) apply(each, draft);
  const times = own.filter(({ name }) => name === `${prefix}ocsp-checking-enabled`).length;
  if (times > 1)
    draft.warn(null, `There are ${times} such authenticators; the last one counts here.`);
  return ok(draft.finish(keycloakFacts, { chosen: null, choices: [] }));
}

function apply(directive: Directive, draft: PolicyDraft): void {
  const value = directive.args[0] ?? '';
  const isOn = readSwitch(value) === 'on';
  switch (directive.name.slice(prefix.length)) {
    case 'ocsp-checking-enabled':
      draft.map(
        directive,
        { field: 'ocsp', value: isOn ? 'enabled' : 'not-enabled' },
        isOn ? 'OCSP is asked for the client certificate.' : 'OCSP is not asked.',
      );
      break;
    case 'ocsp-fail-open':
      draft.map(
        directive,
        { field: 'fallback', value: isOn ? 'allow' : 'block' },
        isOn ? 'No conclusive answer lets the client in.' : 'No conclusive answer denies.',
      );
      break;
    case 'ocsp-responder-uri':
      if (value === '') break;
      draft.map(
        directive,
        { field: 'responderUri', value },
        'It is asked in place of those that certificates name.',
      );
      break;
    case 'ocsp-responder-certificate':
      if (value === '') break;
      draft.warn(
        directive,
        'Give this certificate itself; if it cannot be read, Keycloak ignores it with a warning in its log.',
        'responderCertificate',
      );
      break;
    case 'crl-checking-enabled':
    case 'crldp-checking-enabled':
    case 'crl-relative-path':
      if (readSwitch(value) !== 'off')
        draft.lose(directive, 'Revocation lists have no field here.');
      break;
    default:
      break;
  }
}
