import type { OcspResponse } from '#pki/ocsp/types.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { singlesOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** nextUpdate is over. */
export const stale: Rule<OcspResponse> = {
  id: 'stale',
  severity: 'warning',
  citation: 'RFC 6960 §4.2.2.1',
  about: 'nextUpdate is over.',
  remedy: 'Ask the responder again; where it still answers so, its signing has stopped.',
  find: (response, now) =>
    singlesOf(response).flatMap(({ single: { thisUpdate, nextUpdate }, of }) =>
      nextUpdate !== null && nextUpdate < now && nextUpdate >= thisUpdate
        ? [`Stale: nextUpdate was ${toRfc3339(nextUpdate)}${of}.`]
        : [],
    ),
};
