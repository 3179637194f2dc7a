import type { OcspRequest } from '#pki/ocsp/types.ts';
import type { Rule } from '../rule.ts';

const maxGetCharacters = 255;

/** The request is too long to be sent with GET. */
export const tooLongForGet: Rule<OcspRequest> = {
  id: 'too-long-for-get',
  severity: 'note',
  citation: 'RFC 5019 §5',
  about: 'The request is too long to be sent with GET.',
  remedy: 'Send it with POST, or ask about one certificate, with SHA-1 and without a nonce.',
  find: ({ der }) =>
    Math.ceil(der.length / 3) * 4 > maxGetCharacters
      ? 'Too long for GET: it has to be sent with POST.'
      : null,
};
