import type { OcspResponse } from '#pki/ocsp/types.ts';
import type { Rule } from '../rule.ts';

/** The responder answers with an error status. */
export const noAnswer: Rule<OcspResponse> = {
  id: 'no-answer',
  severity: 'error',
  citation: 'RFC 6960 §2.3',
  about: 'The responder answers with an error status.',
  remedy: 'Ask again for tryLater; otherwise ask who runs the responder whether it serves this CA.',
  find: ({ responseStatus }) =>
    responseStatus === 'successful'
      ? null
      : `The responder does not answer the question: ${responseStatus}. Such an answer is not signed.`,
};
