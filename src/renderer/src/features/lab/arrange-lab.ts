import type { LabCertificate, LabRole } from '#shared/model/lab.ts';

/** Certificates of the lab that stand together in its tree. */
export interface LabGroup {
  readonly title: string;
  readonly lines: readonly { readonly certificate: LabCertificate; readonly depth: number }[];
}

const groups: readonly { readonly title: string; readonly roles: readonly LabRole[] }[] = [
  { title: 'Certificate authority', roles: ['root-ca', 'issuing-ca'] },
  { title: 'OCSP responders', roles: ['responder'] },
  { title: 'Server', roles: ['server'] },
  { title: 'Clients', roles: ['client'] },
  { title: 'Strangers', roles: ['stranger-ca', 'stranger-responder', 'stranger-client'] },
];

/** The lab's certificates from the root to the clients, strangers last; the depth counts known issuers. */
export function arrangeLab(certificates: readonly LabCertificate[]): readonly LabGroup[] {
  const byId = new Map(certificates.map((certificate) => [certificate.id, certificate]));
  return groups
    .map(({ title, roles }) => ({
      title,
      lines: roles.flatMap((role) =>
        certificates
          .filter((certificate) => certificate.role === role)
          .map((certificate) => ({ certificate, depth: depthOf(certificate, byId) })),
      ),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** How many issuers stand above a certificate; a circle of issuers ends the count. */
function depthOf(certificate: LabCertificate, byId: ReadonlyMap<string, LabCertificate>): number {
  const seen = new Set<string>();
  let current: LabCertificate | undefined = certificate;
  while (current !== undefined && current.issuerId !== current.id && !seen.has(current.id)) {
    seen.add(current.id);
    current = byId.get(current.issuerId);
  }
  return seen.size;
}
