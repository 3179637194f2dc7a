import { crlScopeOf } from '#pki/crl/crl-extensions.ts';
import type { CertificateList } from '#pki/crl/decode-crl.ts';
import type { Rule } from '../rule.ts';

/** The CRL covers a part of the certificates of its issuer only. */
export const partialScope: Rule<CertificateList> = {
  id: 'partial-scope',
  severity: 'note',
  citation: 'RFC 5280 §5.2.5',
  about: 'The CRL covers a part of the certificates of its issuer only.',
  remedy:
    'Look whether the certificate in question is within its scope: not listed says nothing about others.',
  find: ({ extensions }) => {
    const scope = crlScopeOf(extensions);
    if (scope === null) return 'It covers a part only, and which part cannot be read.';
    if (scope.certificates !== 'all') {
      return `It covers ${scope.certificates.replace('-', ' ')} alone.`;
    }
    if (scope.reasons === 'some') return 'It covers some reasons of revocation alone.';
    if (scope.distributionPoint !== null) {
      return 'It covers certificates that name its distribution point alone.';
    }
    return scope.issuers === 'several'
      ? 'It is an indirect CRL: it may list certificates of several issuers.'
      : null;
  },
};
