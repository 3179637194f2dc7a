import { textOfAttribute } from '#pki/x509/directory-string.ts';
import { decodeRdnSequence } from '#pki/x509/rdn-sequence.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import type { CertificateSubject } from '../certificate-subject.ts';
import type { Rule } from '../rule.ts';

const country = '2.5.4.6';

/** The country of a name is not of two letters. */
export const countryNotTwoLetters: Rule<CertificateSubject> = {
  id: 'country-not-two-letters',
  severity: 'warning',
  citation: 'RFC 5280 §A.1',
  about: 'The country of a name is not of two letters.',
  remedy: 'Have it issued again with the two-letter code of ISO 3166.',
  find: ({ certificate: { subject } }) =>
    (decodeRdnSequence(subject) ?? []).flat().flatMap((attribute) => {
      const text = attribute.type === country ? textOfAttribute(attribute) : null;
      if (text === null || /^[A-Za-z]{2}$/.test(text)) return [];
      return [`The country of the subject is "${toSafeText(text)}", not a code of two letters.`];
    }),
};
