import { crlExtensionOid } from '#pki/crl/crl-extensions.ts';
import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { Rule } from '../rule.ts';

/** The CRL has no authorityKeyIdentifier. */
export const noAuthorityKeyIdentifier: Rule<CertificateList> = {
  id: 'no-authority-key-identifier',
  severity: 'note',
  citation: 'RFC 5280 §5.2.1',
  about: 'The CRL has no authorityKeyIdentifier.',
  remedy: 'Have the CA write it: it helps to find the key among several of one name.',
  find: ({ extensions }) =>
    extensions.some(({ oid }) => oid === crlExtensionOid.authorityKeyIdentifier)
      ? null
      : 'No authorityKeyIdentifier: which key of the issuer signed it has to be tried.',
};
