import { extensionOid } from '#pki/x509/oid.ts';
import { oidName } from '../../asn1/oid-name.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

const understood: ReadonlySet<string> = new Set(Object.values(extensionOid));

/** A critical extension is not known here. */
export const unknownCriticalExtension: Rule<CertificateSubject> = {
  id: 'unknown-critical-extension',
  severity: 'warning',
  citation: 'RFC 5280 §4.2',
  about: 'A critical extension is not known here.',
  remedy:
    'Ask who issued it what the extension means: who does not understand it must refuse the certificate.',
  find: ({ certificate: { extensions } }) =>
    extensions
      .filter(({ critical, oid }) => critical && !understood.has(oid))
      .map(({ oid }) => {
        const name = oidName(oid);
        const what = name === null ? oid : `${name} (${oid})`;
        return `The extension ${what} is critical: who does not understand it must refuse the certificate.`;
      }),
};
