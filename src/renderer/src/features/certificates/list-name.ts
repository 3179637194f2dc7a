import type { InspectedKind } from '#shared/model/inspection.ts';
import type { OpenObject } from '#shared/model/open-object.ts';
import type { Grouping } from './object-rows.ts';

/** How a title begins with the kind, which the list tells beside the name or at the head of a group. */
const beginnings: Readonly<Partial<Record<InspectedKind, RegExp>>> = {
  'ocsp-request': /^OCSP request for (?:serial number )?/,
  'ocsp-response': /^OCSP response(?:: | for )/,
  'certificate-request': /^Certificate request of /,
  crl: /^CRL of /,
  'private-key': /^A (?:private|secret) key, /,
  'public-key': /^Public key, /,
  timestamp: /^Timestamp (?:response: |of )/,
};

const containers: ReadonlySet<InspectedKind> = new Set(['pkcs7', 'pkcs12', 'key-store']);

/**
 * What tells an object from its neighbours in a narrow list: its title without its kind. A container, and what is
 * locked, has no name but that of its file; in a list by kind nothing else tells the file.
 */
export function listName(object: OpenObject, grouping: Grouping): string {
  const { kind, title, origin, lock, problem, containerId } = object;
  if (containerId === null && (containers.has(kind) || lock === 'locked')) return origin;
  if (problem !== null) return title;
  const name = title.replace(beginnings[kind] ?? /^(?!)/, '').replace(' for serial number ', ' · ');
  const isKey = kind === 'private-key' || kind === 'public-key';
  return grouping === 'kind' && isKey ? `${name}, ${origin}` : name;
}
