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

/** The lab's certificates from the root to the clients, strangers last; the depth counts issuers within a group. */
export function arrangeLab(certificates: readonly LabCertificate[]): readonly LabGroup[] {
  const byId = new Map(certificates.map((certificate) => [certificate.id, certificate]));
  return groups
    .map(({ title, roles }) => {
      const members = certificates.filter(({ role }) => roles.includes(role));
      const depths = members.map((member) => depthOf(member, byId));
      const least = Math.min(...depths);
      const lines = members.map((certificate, index) => ({
        certificate,
        depth: (depths[index] ?? least) - least,
      }));
      return { title, lines: underIssuers(lines) };
    })
    .filter(({ lines }) => lines.length > 0);
}

/** Each certificate right under its issuer, where that is in the same group. */
function underIssuers(lines: LabGroup['lines']): LabGroup['lines'] {
  const isTop = ({ certificate }: LabGroup['lines'][number]) =>
    !lines.some((other) => isIssuerOf(other.certificate, certificate));
  const withIssued = (line: LabGroup['lines'][number]): LabGroup['lines'] => [
    line,
    ...lines.filter((other) => isIssuerOf(line.certificate, other.certificate)).flatMap(withIssued),
  ];
  return lines.filter(isTop).flatMap(withIssued);
}

function isIssuerOf(issuer: LabCertificate, { id, issuerId }: LabCertificate): boolean {
  return issuer.id === issuerId && id !== issuerId;
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
