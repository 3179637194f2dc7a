import type { MtlsSettings } from '#shared/model/mtls.ts';
import type { MtlsTrust } from '#shared/model/mtls-view.ts';
import { defaultSettings, type PolicyList, type Settings } from '#shared/model/settings.ts';
import { mtlsSettings, mtlsTrust } from '#shared/schema/mtls.ts';
import { policyList, settings as settingsSchema } from '#shared/schema/policy.ts';
import type { Storage } from './storage.ts';
import { findPolicyProblems, findSettingsProblems } from './validate-policy.ts';

/** Reads the policies as they were left; null where there are none, or none that can be trusted. */
export function readPolicies(values: Storage['values']): PolicyList | null {
  const parsed = policyList.safeParse(values.read('policies'));
  if (!parsed.success) return null;
  const isValid = [parsed.data.current, ...parsed.data.saved.map((named) => named.policy)].every(
    (policy) => findPolicyProblems(policy).length === 0,
  );
  return isValid ? parsed.data : null;
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
