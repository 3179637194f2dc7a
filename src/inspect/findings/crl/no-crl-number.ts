import { crlExtensionOid, crlNumberOf } from '#pki/crl/crl-extensions.ts';
import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { Rule } from '../rule.ts';

/** The CRL has no number. */
export const noCrlNumber: Rule<CertificateList> = {
  id: 'no-crl-number',
  severity: 'warning',
  citation: 'RFC 5280 §5.2.3',
  about: 'The CRL has no number.',
  remedy: 'Have the CA write cRLNumber: it tells which of two lists is the newer one.',
  find: ({ extensions }) =>
    crlNumberOf(extensions, crlExtensionOid.crlNumber) === null
      ? 'No CRL number: which of two lists is newer cannot be told.'
      : null,
};
