import { keyFactsOf } from '#pki/keys/key-facts.ts';
import type { CertificationRequest } from '#pki/pkcs10/decode-request.ts';
import { weaknessOf } from '../key-weakness.ts';
import type { Rule } from '../rule.ts';

/** The key of the request is weak. */
export const weakKey: Rule<CertificationRequest> = {
  id: 'weak-key',
  severity: 'warning',
  citation: 'local policy',
  about: 'The key of the request is weak.',
  remedy: 'Make a new key, RSA of at least 2048 bits or EC on P-256, and a new request for it.',
  find: (request) => {
    const weakness = weaknessOf(keyFactsOf(request));
    return weakness === null ? null : `The key of the request is weak: ${weakness}.`;
  },
};
