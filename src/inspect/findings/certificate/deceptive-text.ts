import type { CertificateSubject } from '../certificate-subject.ts';
import { describeHidden, hiddenCharacters } from '../deceptive-characters.ts';
import type { Rule } from '../rule.ts';
import { textsOf } from '../texts-of.ts';

/** A name holds characters that cannot be seen or that turn the direction of text. */
export const deceptiveText: Rule<CertificateSubject> = {
  id: 'deceptive-text',
  severity: 'warning',
  citation: 'Unicode TR 36 §2',
  about: 'A name holds characters that cannot be seen or that turn the direction of text.',
  remedy:
    'Trust no name that is read with the eye: compare it by its octets, and ask the CA why it signed it.',
  find: (subject) =>
    textsOf(subject).flatMap(({ where, text }) => {
      const hidden = hiddenCharacters(text);
      return hidden.length === 0 ? [] : [`${where} holds ${describeHidden(hidden)}.`];
    }),
};
