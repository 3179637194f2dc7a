import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The serial number is zero. */
export const serialZero: Rule<CertificateSubject> = {
  id: 'serial-zero',
  severity: 'warning',
  citation: 'RFC 5280 §4.1.2.2',
  about: 'The serial number is zero.',
  remedy: 'Have the CA begin its serial numbers above zero.',
  find: ({ certificate: { serialNumber } }) =>
    serialNumber.every((octet) => octet === 0) ? 'The serial number is zero.' : null,
};
