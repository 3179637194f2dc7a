import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** keyUsage of a CA certificate lacks keyCertSign. */
export const caWithoutCertSign: Rule<CertificateSubject> = {
  id: 'ca-without-cert-sign',
  severity: 'error',
  citation: 'RFC 5280 §4.2.1.3',
  about: 'keyUsage of a CA certificate lacks keyCertSign.',
  remedy: 'Have the CA certificate issued again with keyCertSign, or without the CA mark.',
  find: ({ isCa, keyUsage }) =>
    isCa && keyUsage !== null && !keyUsage.has('keyCertSign')
      ? 'A CA certificate whose keyUsage has no keyCertSign: it may not issue certificates.'
      : null,
};
