import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The serial number is negative. */
export const serialNegative: Rule<CertificateSubject> = {
  id: 'serial-negative',
  severity: 'warning',
  citation: 'RFC 5280 §4.1.2.2',
  about: 'The serial number is negative.',
  remedy:
    'Have the CA write its serial numbers as positive INTEGERs (a leading zero octet where the first bit is set).',
  find: ({ certificate: { serialNumber } }) =>
    (serialNumber[0] ?? 0) >= 0x80 ? 'The serial number is negative.' : null,
};
