import type { LoadedCertificate } from '#shared/model/certificate.ts';
import type { OpenObject } from '#shared/model/open-object.ts';

/** A line of the list, indented below its issuer, or below what it lies in, where that is of the same origin. */
export type ObjectLine =
  | {
      readonly kind: 'certificate';
      readonly id: string;
      readonly certificate: LoadedCertificate;
      readonly depth: number;
    }
  | {
      readonly kind: 'object';
      readonly id: string;
      readonly object: OpenObject;
      readonly depth: number;
    };

/** What came from one file or one paste: containers and keys first, then certificates as chains. */
export interface ObjectGroup {
  readonly origin: string;
  readonly lines: readonly ObjectLine[];
}

/** Groups all that is open by where it came from. */
export function groupObjects(
  certificates: readonly LoadedCertificate[],
  objects: readonly OpenObject[],
): readonly ObjectGroup[] {
  const groups = new Map<string, { certificates: LoadedCertificate[]; objects: OpenObject[] }>();
  const groupOf = (origin: string) => {
    const known = groups.get(origin) ?? { certificates: [], objects: [] };
    groups.set(origin, known);
    return known;
  };
  for (const certificate of certificates)
    groupOf(certificate.origin).certificates.push(certificate);
  for (const object of objects) groupOf(object.origin).objects.push(object);
  return [...groups].map(([origin, members]) => ({
    origin,
    lines: [...members.objects.map(lineOfObject), ...asChains(members.certificates)],
  }));
}

function lineOfObject(object: OpenObject): ObjectLine {
  // A part of a part has two slashes in its id.
  return { kind: 'object', id: object.id, object, depth: object.id.split('/').length - 1 };
}

function asChains(members: readonly LoadedCertificate[]): readonly ObjectLine[] {
  const present = new Set(members.map(({ summary }) => summary.fingerprint));
  const issued = new Map<string, LoadedCertificate[]>();
  for (const member of members) {
    const { issuerFingerprint } = member;
    if (issuerFingerprint === null) continue;
    const siblings = issued.get(issuerFingerprint);
    if (siblings === undefined) issued.set(issuerFingerprint, [member]);
    else siblings.push(member);
  }
  const lines: ObjectLine[] = [];
  const visited = new Set<string>();
  const visit = (certificate: LoadedCertificate, depth: number) => {
    const { fingerprint } = certificate.summary;
    if (visited.has(fingerprint)) return;
    visited.add(fingerprint);
    lines.push({ kind: 'certificate', id: fingerprint, certificate, depth });
    for (const child of issued.get(fingerprint) ?? []) visit(child, depth + 1);
  };
  const isTop = ({ summary, issuerFingerprint }: LoadedCertificate) =>
    issuerFingerprint === null ||
    issuerFingerprint === summary.fingerprint ||
    !present.has(issuerFingerprint);
  for (const certificate of members) if (isTop(certificate)) visit(certificate, 0);
  // Two certificates that issued each other have no top.
  for (const certificate of members) visit(certificate, 0);
  return lines;
}
