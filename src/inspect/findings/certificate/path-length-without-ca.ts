import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** A path length limit stands in a certificate that may not issue others. */
export const pathLengthWithoutCa: Rule<CertificateSubject> = {
  id: 'path-length-without-ca',
  severity: 'error',
  citation: 'RFC 5280 §4.2.1.9',
  about: 'A path length limit stands in a certificate that may not issue others.',
  remedy: 'Have it issued again without pathLenConstraint, or as a CA with keyCertSign.',
  find: ({ isCa, constraints, keyUsage }) => {
    const mayIssue = isCa && (keyUsage === null || keyUsage.has('keyCertSign'));
    return constraints !== null && constraints.pathLen !== null && !mayIssue
      ? `A path length limit of ${constraints.pathLen} in a certificate that may not issue others.`
      : null;
  },
};
