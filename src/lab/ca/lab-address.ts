import type { LabOcspUri } from '#shared/model/lab.ts';
import { assertNever } from '#shared/model/result.ts';

/** Paths on the lab responder. The backup is a responder of its own opinion, at the same address. */
export const labPaths = {
  responder: '/ocsp',
  backup: '/backup',
  issuingCa: '/issuing-ca.cer',
} as const;

/** The URL of a path on the lab responder, which listens on loopback alone. */
export function labUrl(port: number, path: (typeof labPaths)[keyof typeof labPaths]): string {
  return `http://127.0.0.1:${port}${path}`;
}

/** The URIs that go into AIA while the responder listens on `port`. */
export function resolveOcspUris(uris: readonly LabOcspUri[], port: number): readonly string[] {
  return uris.map((target) => {
    switch (target.to) {
      case 'responder':
        return labUrl(port, labPaths.responder);
      case 'backup':
        return labUrl(port, labPaths.backup);
      case 'elsewhere':
        return target.uri;
      default:
        return assertNever(target);
    }
  });
}

/** True where a certificate has to be issued anew when the responder moves to another port. */
export function dependsOnAddress(uris: readonly LabOcspUri[]): boolean {
  return uris.some(({ to }) => to !== 'elsewhere');
}
