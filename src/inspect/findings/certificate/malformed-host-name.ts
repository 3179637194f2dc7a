import { toSafeText } from '#shared/wording/safe-text.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;
function isHostName(name: string): boolean {
  const bare = name.replace(/^\*\./, '');
  return bare.length <= 253 && bare.split('.').every((part) => label.test(part));
}

/** A dNSName of subjectAltName is no host name. */
export const malformedHostName: Rule<CertificateSubject> = {
  id: 'malformed-host-name',
  severity: 'warning',
  citation: 'RFC 5280 §4.2.1.6',
  about: 'A dNSName of subjectAltName is no host name.',
  remedy:
    'Have it issued again with host names in their ASCII form (xn--…), without spaces, ports or schemes.',
  find: ({ names }) =>
    (names?.dns ?? [])
      .filter((name) => !isHostName(name))
      .map((name) => `The DNS name "${toSafeText(name)}" is no host name.`),
};
