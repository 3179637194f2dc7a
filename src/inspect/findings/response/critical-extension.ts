import type { OcspResponse } from '#pki/ocsp/types.ts';
import { criticalAndUnknown } from '../critical-extensions.ts';
import { singlesOf } from '../response-parts.ts';
import type { Rule } from '../rule.ts';

/** The response has a critical extension that is not understood. */
export const criticalExtension: Rule<OcspResponse> = {
  id: 'critical-extension',
  severity: 'error',
  citation: 'RFC 5280 §4.2',
  about: 'The response has a critical extension that is not understood.',
  remedy: 'Find out what the extension means: who does not understand it must not use the answer.',
  find: (response) => [
    ...criticalAndUnknown(response.basic?.extensions ?? []).map(
      (name) => `The response has a critical extension that is not understood: ${name}.`,
    ),
    ...singlesOf(response).flatMap(({ single, of }) =>
      criticalAndUnknown(single.extensions).map(
        (name) => `The answer${of} has a critical extension that is not understood: ${name}.`,
      ),
    ),
  ],
};
