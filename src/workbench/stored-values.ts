import type { MtlsSettings } from '#shared/model/mtls.ts';
import type { MtlsTrust } from '#shared/model/mtls-view.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { defaultSettings, type PolicyList, type Settings } from '#shared/model/settings.ts';
import { mtlsSettings, mtlsTrust } from '#shared/schema/mtls.ts';
import { policyList } from '#shared/schema/policy.ts';
import { settings as settingsSchema } from '#shared/schema/settings.ts';
import type { Storage } from './storage.ts';
import { findPolicyProblems, findSettingsProblems } from './validate-policy.ts';

/** Reads the policies as they were left, without those that are not valid; null where nothing is left. */
export function readPolicies(values: Storage['values']): PolicyList | null {
  const parsed = policyList.safeParse(values.read('policies'));
  if (!parsed.success) return null;
  const isValid = (policy: Policy) => findPolicyProblems(policy).length === 0;
  const saved = parsed.data.saved.filter((named) => isValid(named.policy));
  const { current, basedOn } = parsed.data;
  if (isValid(current)) {
    return { current, basedOn: saved.some(({ id }) => id === basedOn) ? basedOn : null, saved };
  }
  return saved.length === 0 ? null : { current: defaultPolicy, basedOn: null, saved };
}

/** Reads the settings as they were left, or the usual ones. */
export function readSettings(values: Storage['values']): Settings {
  const parsed = settingsSchema.safeParse(values.read('settings'));
  return parsed.success && findSettingsProblems(parsed.data).length === 0
    ? parsed.data
    : defaultSettings;
}

/** How the mTLS server was set up last; null where that is not known. */
export function readMtls(
  values: Storage['values'],
): { readonly settings: MtlsSettings; readonly trust: MtlsTrust } | null {
  const settings = mtlsSettings.safeParse(values.read('mtls-settings'));
  const trust = mtlsTrust.safeParse(values.read('mtls-trust'));
  return settings.success && trust.success ? { settings: settings.data, trust: trust.data } : null;
}
