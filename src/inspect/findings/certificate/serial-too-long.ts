import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The serial number has more than 20 octets. */
export const serialTooLong: Rule<CertificateSubject> = {
  id: 'serial-too-long',
  severity: 'warning',
  citation: 'RFC 5280 §4.1.2.2',
  about: 'The serial number has more than 20 octets.',
  remedy:
    'Have the CA use serial numbers of at most 20 octets: some programs cut or refuse longer ones.',
  find: ({ certificate: { serialNumber } }) =>
    serialNumber.length > 20
      ? `The serial number has ${serialNumber.length} octets; 20 are allowed.`
      : null,
};
