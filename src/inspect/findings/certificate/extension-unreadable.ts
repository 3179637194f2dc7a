import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

/** A known extension cannot be read. */
export const extensionUnreadable: Rule<CertificateSubject> = {
  id: 'extension-unreadable',
  severity: 'error',
  citation: 'RFC 5280 §4.2',
  about: 'A known extension cannot be read.',
  remedy:
    'Have it issued again: programs differ in whether they refuse it, or act as if the extension were not there.',
  find: ({ unreadable }) =>
    unreadable.map(
      ({ name, error }) =>
        `${name} cannot be read: ${error.message} (octet ${error.offset} of the extension).`,
    ),
};
