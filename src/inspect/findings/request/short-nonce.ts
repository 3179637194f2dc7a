import type { OcspRequest } from '#pki/ocsp/types.ts';
import type { Rule } from '../rule.ts';

/** The nonce has fewer than 32 octets. */
export const shortNonce: Rule<OcspRequest> = {
  id: 'short-nonce',
  severity: 'note',
  citation: 'RFC 9654 §2.1',
  about: 'The nonce has fewer than 32 octets.',
  remedy: 'Send a nonce of 32 random octets.',
  find: ({ nonce }) =>
    nonce !== null && nonce.length < 32
      ? `The nonce has ${nonce.length} octets; 32 are advised.`
      : null,
};
