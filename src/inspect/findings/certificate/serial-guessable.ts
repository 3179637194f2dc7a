import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The serial number of a certificate that a CA issued has fewer than 64 bits. */
export const serialGuessable: Rule<CertificateSubject> = {
  id: 'serial-guessable',
  severity: 'note',
  citation: 'CA/Browser Forum BR §7.1',
  about: 'The serial number of a certificate that a CA issued has fewer than 64 bits.',
  remedy:
    'Have the CA draw serial numbers of at least 64 random bits, so that nobody can foresee what it will sign.',
  find: ({ certificate: { serialNumber }, isSelfIssued }) =>
    serialNumber.length < 8 && (serialNumber[0] ?? 0x80) < 0x80 && !isSelfIssued
      ? `The serial number has ${serialNumber.length * 8} bits: too few to hold 64 that are random.`
      : null,
};
