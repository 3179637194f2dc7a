import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { Rule } from '../rule.ts';

/** nextUpdate is before thisUpdate. */
export const updateTimesInverted: Rule<CertificateList> = {
  id: 'update-times-inverted',
  severity: 'error',
  citation: 'RFC 5280 §5.1.2.5',
  about: 'nextUpdate is before thisUpdate.',
  remedy: 'Report it to the CA.',
  find: ({ thisUpdate, nextUpdate }) =>
    nextUpdate !== null && nextUpdate < thisUpdate ? 'nextUpdate is before thisUpdate.' : null,
};
