import { toReadableSpan } from '#shared/wording/time.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';
import { dayMs } from '../rule.ts';

const limit = 3 * 366 * dayMs;

/** A certificate that is no CA is valid for more than three years. */
export const longValidity: Rule<CertificateSubject> = {
  id: 'long-validity',
  severity: 'note',
  citation: 'local policy',
  about: 'A certificate that is no CA is valid for more than three years.',
  remedy: 'Have it issued for a shorter time and renewed by a program.',
  find: ({ certificate: { notBefore, notAfter }, isCa }, now) => {
    const length = notAfter - notBefore;
    if (isCa || length <= limit || now > notAfter || now < notBefore) return null;
    return `Valid for ${toReadableSpan(length)}: for that long, revocation is all that stops a stolen key.`;
  },
};
