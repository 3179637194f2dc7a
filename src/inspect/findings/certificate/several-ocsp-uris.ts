import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** authorityInfoAccess has more than one OCSP URI. */
export const severalOcspUris: Rule<CertificateSubject> = {
  id: 'several-ocsp-uris',
  severity: 'warning',
  citation: 'RFC 5280 §4.2.2.1',
  about: 'authorityInfoAccess has more than one OCSP URI.',
  remedy: 'Have it issued with one URI, behind which several responders can stand.',
  find: ({ ocspUris }) => {
    const [first, ...ignored] = ocspUris;
    return ignored.length === 0
      ? null
      : `${ocspUris.length} OCSP URIs: only the first, ${first}, is asked; not asked: ${ignored.join(', ')}.`;
  },
};
