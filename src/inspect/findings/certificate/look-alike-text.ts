import type { CertificateSubject } from '../certificate-subject.ts';
import { mixedWords } from '../deceptive-characters.ts';
import type { Rule } from '../rule.ts';
import { textsOf } from '../texts-of.ts';

/** A word of a name mixes letters of scripts that look alike. */
export const lookAlikeText: Rule<CertificateSubject> = {
  id: 'look-alike-text',
  severity: 'warning',
  citation: 'Unicode TR 39 §5',
  about: 'A word of a name mixes letters of scripts that look alike.',
  remedy:
    'Compare the name letter by letter with the one that is meant: a Cyrillic or Greek letter may stand for a Latin one.',
  find: (subject) =>
    textsOf(subject).flatMap(({ where, text }) =>
      mixedWords(text).map(
        ({ word, scripts }) =>
          `${where} has a word of ${scripts.join(' and ')} letters: "${word}".`,
      ),
    ),
};
