import type { ChainFailure } from '#shared/model/chain.ts';
import type { PathLink } from './rule.ts';

/**
 * The extensions that path validation rests on can be read. Policies that cannot be read are none, which matters
 * where one is required.
 */
export function checkReadable({ certificate }: PathLink): ChainFailure | null {
  const { extensions, subjectText } = certificate.facts;
  const broken = [
    extensions.basicConstraints,
    extensions.keyUsage,
    extensions.extendedKeyUsage,
    extensions.nameConstraints,
    extensions.policyMappings,
    extensions.policyConstraints,
    extensions.inhibitAnyPolicy,
  ].find(({ ok }) => !ok);
  if (broken === undefined || broken.ok) return null;
  const { path, message } = broken.error;
  return { code: 'certificate-unreadable', detail: `${subjectText}: ${path}: ${message}` };
}
