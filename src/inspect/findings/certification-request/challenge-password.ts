import type { CertificationRequest } from '#pki/pkcs10/decode-request.ts';
import type { Rule } from '../rule.ts';

/** The request holds a challenge password in the clear. */
export const challengePassword: Rule<CertificationRequest> = {
  id: 'challenge-password',
  severity: 'warning',
  citation: 'RFC 2985 §5.4.1',
  about: 'The request holds a challenge password in the clear.',
  remedy:
    'Make the request again without challengePassword: everybody who sees the request can read it.',
  find: ({ attributes }) =>
    attributes.includes('1.2.840.113549.1.9.7')
      ? 'It holds a challenge password, which everybody who sees the request can read.'
      : null,
};
