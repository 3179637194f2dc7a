import type { OcspResponse } from '#pki/ocsp/types.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { singlesOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** thisUpdate is in the future. */
export const thisUpdateInFuture: Rule<OcspResponse> = {
  id: 'this-update-in-future',
  severity: 'warning',
  citation: 'RFC 6960 §4.2.2.1',
  about: 'thisUpdate is in the future.',
  remedy: 'Compare the clocks of this machine and of the responder.',
  find: (response, now) =>
    singlesOf(response)
      .filter(({ single }) => single.thisUpdate > now)
      .map(
        ({ single, of }) => `thisUpdate is in the future: ${toRfc3339(single.thisUpdate)}${of}.`,
      ),
};
