import type { OcspResponse } from '#pki/ocsp/types.ts';
import { singlesOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** nextUpdate is before thisUpdate. */
export const updateTimesInverted: Rule<OcspResponse> = {
  id: 'update-times-inverted',
  severity: 'error',
  citation: 'RFC 6960 §4.2.2.1',
  about: 'nextUpdate is before thisUpdate.',
  remedy: 'Report it to who runs the responder.',
  find: (response) =>
    singlesOf(response)
      .filter(({ single }) => single.nextUpdate !== null && single.nextUpdate < single.thisUpdate)
      .map(({ of }) => `nextUpdate is before thisUpdate${of}.`),
};
