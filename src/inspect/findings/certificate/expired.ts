import { toRfc3339 } from '#shared/model/time.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The validity has ended. */
export const expired: Rule<CertificateSubject> = {
  id: 'expired',
  severity: 'error',
  citation: 'RFC 5280 §4.1.2.5',
  about: 'The validity has ended.',
  remedy: 'Renew the certificate and install the new one.',
  find: ({ certificate: { notBefore, notAfter } }, now) =>
    now > notAfter && notAfter >= notBefore
      ? `Expired at ${toRfc3339(notAfter)}, ${toReadableSpan(now - notAfter)} ago.`
      : null,
};
