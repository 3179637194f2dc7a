import type { OcspResponse } from '#pki/ocsp/types.ts';
import { singlesOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** An answer has no nextUpdate. */
export const noNextUpdate: Rule<OcspResponse> = {
  id: 'no-next-update',
  severity: 'note',
  citation: 'RFC 6960 §4.2.2.1',
  about: 'An answer has no nextUpdate.',
  remedy: 'Set a maximum age in the policy, or an answer never becomes stale.',
  find: (response) =>
    singlesOf(response)
      .filter(({ single }) => single.nextUpdate === null)
      .map(
        ({ of }) =>
          `No nextUpdate${of}: newer information is there at any time, so no age makes the answer stale.`,
      ),
};
