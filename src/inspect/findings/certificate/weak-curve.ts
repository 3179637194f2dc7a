import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

const weak = new Set(['P-192', 'secp160r1', 'secp192k1']);

/** The curve of the key gives less than 112 bits of security. */
export const weakCurve: Rule<CertificateSubject> = {
  id: 'weak-curve',
  severity: 'warning',
  citation: 'NIST SP 800-57-1 §5.6.1',
  about: 'The curve of the key gives less than 112 bits of security.',
  remedy: 'Make a new key on P-256 or better.',
  find: ({ key }) =>
    key.kind === 'ec' && weak.has(key.curve)
      ? `The key is on ${key.curve}: less than 112 bits of security.`
      : null,
};
