import type { LoadedCertificate } from '#shared/model/certificate.ts';

/** A certificate in the list, indented below its issuer where that is of the same origin. */
export interface CertificateLine {
  readonly certificate: LoadedCertificate;
  readonly depth: number;
}

/** What came from one file or one paste, as chains. */
export interface CertificateGroup {
  readonly origin: string;
  readonly lines: readonly CertificateLine[];
}

/** Groups certificates by where they came from, in the order of loading, each group as chains from the top. */
export function groupCertificates(
  certificates: readonly LoadedCertificate[],
): readonly CertificateGroup[] {
  const groups = new Map<string, LoadedCertificate[]>();
  for (const certificate of certificates) {
    groups.set(certificate.origin, [...(groups.get(certificate.origin) ?? []), certificate]);
  }
  return [...groups].map(([origin, members]) => ({ origin, lines: asChains(members) }));
}

function asChains(members: readonly LoadedCertificate[]): readonly CertificateLine[] {
  const present = new Set(members.map(({ summary }) => summary.fingerprint));
  const lines: CertificateLine[] = [];
  const visited = new Set<string>();
  const visit = (certificate: LoadedCertificate, depth: number) => {
    const { fingerprint } = certificate.summary;
    if (visited.has(fingerprint)) return;
    visited.add(fingerprint);
    lines.push({ certificate, depth });
    for (const child of members) {
      if (child.issuerFingerprint === fingerprint) visit(child, depth + 1);
    }
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
