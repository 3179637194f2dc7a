import { keyPurposeOid } from '#pki/x509/oid.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';
import { dayMs } from '../rule.ts';

const limit = 398 * dayMs + 999;

/** A server certificate is valid for more than 398 days. */
export const serverValidityTooLong: Rule<CertificateSubject> = {
  id: 'server-validity-too-long',
  severity: 'note',
  citation: 'CA/Browser Forum BR §6.3.2',
  about: 'A server certificate is valid for more than 398 days.',
  remedy:
    'For public servers have it issued for a shorter time: browsers refuse it; inside a company nothing is to be done.',
  find: ({ certificate: { notBefore, notAfter }, isCa, purposes }) =>
    !isCa && purposes?.includes(keyPurposeOid.serverAuth) === true && notAfter - notBefore > limit
      ? `A server certificate for ${toReadableSpan(notAfter - notBefore)}: browsers accept 398 days of public CAs.`
      : null,
};
