import type { OcspResponse } from '#pki/ocsp/types.ts';
import type { Rule } from '../rule.ts';

/** The response answers for several certificates. */
export const severalAnswers: Rule<OcspResponse> = {
  id: 'several-answers',
  severity: 'note',
  citation: 'RFC 5019 §2.2.1',
  about: 'The response answers for several certificates.',
  remedy: 'Nothing is to be done; a responder for many clients should answer for one at a time.',
  find: ({ basic }) =>
    basic !== null && basic.responses.length > 1
      ? `It answers for ${basic.responses.length} certificates.`
      : null,
};
