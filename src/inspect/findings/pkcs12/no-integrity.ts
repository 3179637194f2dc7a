import type { Pkcs12 } from '#pki/pkcs12/decode-pkcs12.ts';
import type { Rule } from '../rule.ts';

/** A PKCS#12 file has no MAC. */
export const noIntegrity: Rule<Pkcs12> = {
  id: 'no-integrity',
  severity: 'warning',
  citation: 'RFC 7292 §4',
  about: 'A PKCS#12 file has no MAC.',
  remedy: 'Write it again with a MAC: changes to the file are not noticed without one.',
  find: ({ mac }) => (mac === null ? 'It has no MAC: a change to the file is not noticed.' : null),
};
