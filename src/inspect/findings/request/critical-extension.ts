import type { OcspRequest } from '#pki/ocsp/types.ts';
import { criticalAndUnknown } from '../critical-extensions.ts';
import type { Rule } from '../rule.ts';

/** The request has a critical extension that is not understood. */
export const criticalExtension: Rule<OcspRequest> = {
  id: 'critical-extension',
  severity: 'error',
  citation: 'RFC 5280 §4.2',
  about: 'The request has a critical extension that is not understood.',
  remedy:
    'Find out what the extension means: a responder that does not understand it must refuse the request.',
  find: ({ extensions }) =>
    criticalAndUnknown(extensions).map(
      (name) => `The request has a critical extension that is not understood: ${name}.`,
    ),
};
