import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** keyUsage has keyCertSign, and basicConstraints does not make it a CA. */
export const certSignWithoutCa: Rule<CertificateSubject> = {
  id: 'cert-sign-without-ca',
  severity: 'error',
  citation: 'RFC 5280 §4.2.1.9',
  about: 'keyUsage has keyCertSign, and basicConstraints does not make it a CA.',
  remedy: 'Have it issued again: with cA TRUE for a CA, without keyCertSign for anything else.',
  find: ({ isCa, keyUsage }) =>
    !isCa && keyUsage?.has('keyCertSign') === true
      ? 'keyUsage has keyCertSign, but the certificate is no CA.'
      : null,
};
