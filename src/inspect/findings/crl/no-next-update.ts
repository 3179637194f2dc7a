import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { Rule } from '../rule.ts';

/** The CRL has no nextUpdate. */
export const noNextUpdate: Rule<CertificateList> = {
  id: 'no-next-update',
  severity: 'warning',
  citation: 'RFC 5280 §5.1.2.5',
  about: 'The CRL has no nextUpdate.',
  remedy: 'Have the CA write nextUpdate: without it nobody knows when the list is out of date.',
  find: ({ nextUpdate }) => (nextUpdate === null ? 'No nextUpdate: no age makes it stale.' : null),
};
