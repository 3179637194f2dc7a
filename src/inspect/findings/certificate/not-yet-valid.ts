import { toRfc3339 } from '#shared/model/time.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The validity has not begun. */
export const notYetValid: Rule<CertificateSubject> = {
  id: 'not-yet-valid',
  severity: 'error',
  citation: 'RFC 5280 §4.1.2.5',
  about: 'The validity has not begun.',
  remedy: 'Compare the clock of this machine with that of the CA, or wait.',
  find: ({ certificate: { notBefore, notAfter } }, now) =>
    now < notBefore && notAfter >= notBefore
      ? `Not valid before ${toRfc3339(notBefore)}, in ${toReadableSpan(notBefore - now)}.`
      : null,
};
