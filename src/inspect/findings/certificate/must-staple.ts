import { extensionOid } from '#pki/x509/oid.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import { hasExtension } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** The certificate demands a stapled OCSP response (TLS feature status_request). */
export const mustStaple: Rule<CertificateSubject> = {
  id: 'must-staple',
  severity: 'note',
  citation: 'RFC 7633 §4.2.3',
  about: 'The certificate demands a stapled OCSP response (TLS feature status_request).',
  remedy: 'Make sure that the server staples: clients that honour it break off otherwise.',
  find: (subject) =>
    hasExtension(subject, extensionOid.tlsFeature)
      ? 'It demands a stapled OCSP response (must-staple).'
      : null,
};
