import type { CertificationRequest } from '#pki/pkcs10/decode-request.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import type { Rule } from '../rule.ts';

/** The request asks for no subjectAltName. */
export const noAlternativeNames: Rule<CertificationRequest> = {
  id: 'no-alternative-names',
  severity: 'note',
  citation: 'CA/Browser Forum BR §7.1.4.3',
  about: 'The request asks for no subjectAltName.',
  remedy: 'For a server, put its host names into subjectAltName: a common name is not looked at.',
  find: ({ extensions }) =>
    extensions.some(({ oid }) => oid === extensionOid.subjectAltName)
      ? null
      : 'No subjectAltName is asked for: a server certificate needs one.',
};
