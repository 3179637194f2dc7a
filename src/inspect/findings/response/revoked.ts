import type { OcspResponse } from '#pki/ocsp/types.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { isNeverIssued, singlesOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** The answer is that the certificate is revoked. */
export const revoked: Rule<OcspResponse> = {
  id: 'revoked',
  severity: 'note',
  citation: 'RFC 6960 §2.2',
  about: 'The answer is that the certificate is revoked.',
  remedy: 'Replace the certificate; with certificateHold, ask the CA to release it.',
  find: (response) =>
    singlesOf(response).flatMap(({ single, of }) => {
      const { certStatus } = single;
      if (certStatus.status !== 'revoked' || isNeverIssued(single)) return [];
      const { time, reason } = certStatus.revocation;
      const why = reason === null ? 'no reason is given' : `reason ${reason}`;
      return [`Revoked at ${toRfc3339(time)}, ${why}${of}.`];
    }),
};
