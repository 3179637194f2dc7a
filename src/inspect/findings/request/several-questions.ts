import type { OcspRequest } from '#pki/ocsp/types.ts';
import type { Rule } from '../rule.ts';

/** The request asks about several certificates. */
export const severalQuestions: Rule<OcspRequest> = {
  id: 'several-questions',
  severity: 'note',
  citation: 'RFC 5019 §2.1.1',
  about: 'The request asks about several certificates.',
  remedy:
    'Ask about one certificate at a time: many responders answer only such requests, and caches can keep them.',
  find: ({ requestList }) =>
    requestList.length > 1 ? `It asks about ${requestList.length} certificates at once.` : null,
};
