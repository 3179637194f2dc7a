import type { SetJudge } from '#engine/judge/profiles/judge-by.ts';
import { findProfile } from '#engine/judge/profiles/registry.ts';
import { type GivenSettings, readSettings } from '#engine/judge/profiles/settings.ts';
import { fallbackFor, type Policy } from '#shared/model/policy.ts';
import type { ImportedSettings, ProductId } from '#shared/model/settings-of-others.ts';

/** The program behind a product, and its settings as an imported policy has them. */
interface ProgramOf {
  readonly id: string;
  readonly settings: (policy: Policy) => GivenSettings;
}

const flag = (isOn: boolean) => (isOn ? 'on' : 'off');

const programs: Readonly<Partial<Record<ProductId, ProgramOf>>> = {
  nginx: { id: 'nginx-1.22', settings: () => ({}) },
  apache: {
    id: 'apache-2.4',
    settings: ({ nonce, skewSeconds, maxAgeSeconds }) => ({
      SSLOCSPUseRequestNonce: flag(nonce !== 'omit'),
      SSLOCSPResponseTimeSkew: String(skewSeconds),
      SSLOCSPResponseMaxAge: String(maxAgeSeconds ?? -1),
    }),
  },
  stunnel: {
    id: 'stunnel-5.75',
    settings: (policy) => ({ OCSPrequire: policy.fallback === 'block' ? 'yes' : 'no' }),
  },
  // What is read and started is Tomcat with JSSE, where Java decides; Tomcat Native has profiles of its own.
  tomcat: {
    id: 'jdk-17',
    settings: (policy) => ({
      SOFT_FAIL: flag(fallbackFor(policy, 'no-answer') === 'allow'),
      'jdk.security.certpath.ocspNonce': flag(policy.nonce !== 'omit'),
    }),
  },
};

/** The program that decides under an imported configuration; null where none of the profiles is its. */
export function judgeOfImport({ product, policy }: ImportedSettings): SetJudge | null {
  const program = programs[product];
  if (program === undefined) return null;
  const profile = findProfile(program.id);
  if (profile === null) throw new Error(`${program.id} has no profile`);
  const settings = readSettings(profile.settings, program.settings(policy));
  if (!settings.ok) throw new Error(`${program.id}: ${settings.error.code} ${settings.error.name}`);
  return { profile, settings: settings.value };
}
