import type { OcspResponse } from '#pki/ocsp/types.ts';
import { isNeverIssued, singlesOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** The answer is that the certificate was never issued. */
export const neverIssued: Rule<OcspResponse> = {
  id: 'never-issued',
  severity: 'note',
  citation: 'RFC 6960 §4.4.8',
  about: 'The answer is that the certificate was never issued.',
  remedy: 'Ask the CA: either the serial number is not its own, or its database lacks it.',
  find: (response) =>
    singlesOf(response)
      .filter(({ single }) => isNeverIssued(single))
      .map(({ of }) => `Revoked as "never issued" (certificateHold at 1970-01-01)${of}.`),
};
