import { isPrintableAscii } from '#shared/wording/safe-text.ts';

/** Characters that deceive the eye: controls, NUL, invisible ones, marks that turn the direction. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** The characters of a text that cannot be seen or that turn its direction, each once. */
export function hiddenCharacters(text: string): readonly string[] {
  if (isPrintableAscii(text)) return [];
  return [...new Set(text.match(hidden) ?? [])];
}

const characterNames: Readonly<Record<string, string>> = {
  '\u0000': 'NUL',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'pop directional formatting',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'pop directional isolate',
  '\ufeff': 'byte order mark',
};

/** `right-to-left override (U+202E)`: the characters in words. */
export function describeHidden(characters: readonly string[]): string {
  return characters
    .map((character) => {
      const name = characterNames[character] ?? 'a character that cannot be seen';
      return `${name} (${codePoint(character)})`;
    })
    .join(', ');
}

function codePoint(character: string): string {
  const number = character.codePointAt(0) ?? 0;
  return `U+${number.toString(16).toUpperCase().padStart(4, '0')}`;
}

const scripts = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
] as const;

/** The words of a text whose letters come from several scripts that look alike. */
export function mixedWords(
  text: string,
): readonly { readonly word: string; readonly scripts: readonly string[] }[] {
  if (isPrintableAscii(text)) return [];
  return (text.match(/[\p{L}\p{M}]+/gu) ?? []).flatMap((word) => {
    const used = scripts.filter(([, letters]) => letters.test(word)).map(([name]) => name);
    return used.length < 2 ? [] : [{ word, scripts: used }];
  });
}
