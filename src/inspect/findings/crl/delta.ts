import { crlExtensionOid, crlNumberOf } from '#pki/crl/crl-extensions.ts';
import type { CertificateList } from '#pki/crl/decode-crl.ts';
import { hexOf } from '#pki/octets.ts';
import type { Rule } from '../rule.ts';

/** The CRL lists the changes since another one only. */
export const delta: Rule<CertificateList> = {
  id: 'delta',
  severity: 'note',
  citation: 'RFC 5280 §5.2.4',
  about: 'The CRL lists the changes since another one only.',
  remedy: 'Use it together with the complete CRL whose number it names.',
  find: ({ extensions }) => {
    const base = crlNumberOf(extensions, crlExtensionOid.deltaCrlIndicator);
    return base === null
      ? null
      : `A delta CRL: it lists the changes since CRL number ${BigInt(`0x${hexOf(base)}`)} alone.`;
  },
};
