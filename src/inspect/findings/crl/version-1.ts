import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { Rule } from '../rule.ts';

/** The CRL is of version 1. */
export const version1: Rule<CertificateList> = {
  id: 'version-1',
  severity: 'warning',
  citation: 'RFC 5280 §5.1.2.1',
  about: 'The CRL is of version 1.',
  remedy: 'Have the CA write version 2 with a CRL number and reasons.',
  find: ({ version }) =>
    version === 1 ? 'A CRL of version 1: it has no number, no reasons and no scope.' : null,
};
