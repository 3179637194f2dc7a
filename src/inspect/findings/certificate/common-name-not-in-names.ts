import { commonNameOf } from '#pki/x509/name.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

const hostName = /^(\*\.)?([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/i;

/** The common name is a host name that subjectAltName lacks. */
export const commonNameNotInNames: Rule<CertificateSubject> = {
  id: 'common-name-not-in-names',
  severity: 'note',
  citation: 'CA/Browser Forum BR §7.1.4.3',
  about: 'The common name is a host name that subjectAltName lacks.',
  remedy: 'Add the name to subjectAltName when it is renewed: only those names count.',
  find: ({ certificate, names }) => {
    if (names === null || names.dns.length === 0) return null;
    const commonName = commonNameOf(certificate.subject);
    if (commonName === null || !hostName.test(commonName)) return null;
    const isListed = names.dns.some((name) => name.toLowerCase() === commonName.toLowerCase());
    return isListed
      ? null
      : `The common name ${commonName} is not among the names of subjectAltName.`;
  },
};
