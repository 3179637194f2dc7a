import type { LabOcspUri, LabPorts } from '#shared/model/lab.ts';
import { assertNever } from '#shared/model/result.ts';

/** Paths on the lab's responders. */
export const labPaths = {
  ocsp: '/ocsp',
  issuingCa: '/issuing-ca.cer',
  rootCa: '/root-ca.cer',
  /** Before another path: where the redirect leads. */
  moved: '/moved',
} as const;

/** The URL of a path on a lab responder, which listens on loopback alone. */
export function labUrl(port: number, path: (typeof labPaths)[keyof typeof labPaths]): string {
  return `http://127.0.0.1:${port}${path}`;
}

/** The URIs that go into AIA while the responders listen on `ports`. */
export function resolveOcspUris(uris: readonly LabOcspUri[], ports: LabPorts): readonly string[] {
  return uris.map((target) => {
    switch (target.to) {
      case 'responder':
        return labUrl(ports.responder, labPaths.ocsp);
      case 'backup':
        return labUrl(ports.backup, labPaths.ocsp);
      case 'elsewhere':
        return target.uri;
      default:
        return assertNever(target);
    }
  });
}

/** True where a certificate has to be issued anew when the responders move: it names an address that changes. */
export function isMoved(uris: readonly LabOcspUri[], from: LabPorts, to: LabPorts): boolean {
  const before = resolveOcspUris(uris, from);
  return resolveOcspUris(uris, to).some((uri, index) => uri !== before[index]);
}
