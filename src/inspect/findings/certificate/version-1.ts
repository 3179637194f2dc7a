import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The certificate is of version 1 or 2, which has no extensions. */
export const version1: Rule<CertificateSubject> = {
  id: 'version-1',
  severity: 'warning',
  citation: 'RFC 5280 §4.1.2.1',
  about: 'The certificate is of version 1 or 2, which has no extensions.',
  remedy:
    'Have it issued again as version 3: without basicConstraints nobody can tell whether it may issue others.',
  find: ({ certificate: { version } }) =>
    version === 3
      ? null
      : `A certificate of version ${version}: it cannot say what it may be used for.`,
};
