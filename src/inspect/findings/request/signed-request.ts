import type { OcspRequest } from '#pki/ocsp/types.ts';
import type { Rule } from '../rule.ts';

/** The request is signed. */
export const signedRequest: Rule<OcspRequest> = {
  id: 'signed-request',
  severity: 'note',
  citation: 'RFC 6960 §4.1.2',
  about: 'The request is signed.',
  remedy: 'Nothing is to be done; most responders do not look at the signature.',
  find: ({ isSigned }) =>
    isSigned ? 'The request is signed; its signature is not judged here.' : null,
};
