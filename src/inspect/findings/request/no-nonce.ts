import type { OcspRequest } from '#pki/ocsp/types.ts';
import type { Rule } from '../rule.ts';

/** The request has no nonce. */
export const noNonce: Rule<OcspRequest> = {
  id: 'no-nonce',
  severity: 'note',
  citation: 'RFC 9654 §1',
  about: 'The request has no nonce.',
  remedy:
    'Send a nonce where only an answer made just now will do and the responder answers with it.',
  find: ({ nonce }) =>
    nonce === null ? 'No nonce: any answer that is still valid fits, an older one too.' : null,
};
