import { crlExtensionOid } from '#pki/crl/crl-extensions.ts';
import type { CertificateList } from '#pki/crl/decode-crl.ts';
import { oidName } from '../../asn1/oid-name.ts';
import type { Rule } from '../rule.ts';

const understood: ReadonlySet<string> = new Set(Object.values(crlExtensionOid));

/** The CRL has a critical extension that is not understood. */
export const criticalExtension: Rule<CertificateList> = {
  id: 'critical-extension',
  severity: 'error',
  citation: 'RFC 5280 §5.2',
  about: 'The CRL has a critical extension that is not understood.',
  remedy: 'Find out what it means: who does not understand it must not use the list.',
  find: ({ extensions }) =>
    extensions
      .filter(({ critical, oid }) => critical && !understood.has(oid))
      .map(({ oid }) => `A critical extension is not understood: ${oidName(oid) ?? oid}.`),
};
