import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** keyUsage allows nothing. */
export const keyUsageEmpty: Rule<CertificateSubject> = {
  id: 'key-usage-empty',
  severity: 'error',
  citation: 'RFC 5280 §4.2.1.3',
  about: 'keyUsage allows nothing.',
  remedy: 'Have it issued again with the usages that are needed, or without the extension.',
  find: ({ keyUsage }) =>
    keyUsage?.size === 0 ? 'keyUsage has no bit set: the key may be used for nothing.' : null,
};
